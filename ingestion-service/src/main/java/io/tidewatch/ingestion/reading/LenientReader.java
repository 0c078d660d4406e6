package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, and reads each byte that is not UTF-8 as windows-1252, so that a file of either
 * encoding, or of both, is read without loss and without a look ahead.
 */
final class LenientReader extends Reader {
  private static final char[] WINDOWS_1252 = windows1252();

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(64 << 10).flip();
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private boolean ended;

  LenientReader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = utf8.decode(bytes, out, ended);
      if (result.isMalformed() && out.hasRemaining()) {
        out.put(WINDOWS_1252[bytes.get() & 0xFF]);
      } else if (result.isOverflow() || out.position() > offset) {
        return out.position() - offset;
      } else if (ended) {
        return -1;
      } else {
        fill();
      }
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + read);
    }
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static char[] windows1252() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return new String(all, Charset.forName("windows-1252")).toCharArray();
  }
}
