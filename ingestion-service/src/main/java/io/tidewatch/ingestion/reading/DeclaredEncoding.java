package io.tidewatch.ingestion.reading;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Text in the encoding that its data set names; bytes that are none of it end the reading. */
final class DeclaredEncoding extends FilterReader {
  private final String encoding;

  private DeclaredEncoding(Reader in, String encoding) {
    super(in);
    this.encoding = encoding;
  }

  static Reader reader(BufferedInputStream in, String encoding) throws IOException {
    in.mark(3);
    if (!(in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF)) {
      in.reset();
    }
    return new DeclaredEncoding(
        new InputStreamReader(
            in,
            Charset.forName(encoding)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)),
        encoding);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (CharacterCodingException e) {
      throw new UnreadableFileException(
          "wrong-encoding",
          "The file is not written in %s, which its data set says. Leave the encoding out of the description to have it found out."
              .formatted(encoding));
    }
  }
}
