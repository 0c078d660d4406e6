package io.tidewatch.ingestion.reading;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** What an archive unpacks to: no more than a limit, and a broken archive is named as such. */
final class UnpackedStream extends FilterInputStream {
  private final ReadingLimits limits;
  private long left;

  UnpackedStream(InputStream in, ReadingLimits limits) {
    super(in);
    this.limits = limits;
    this.left = limits.unpackedSize().toBytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = in.read(target, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new UnreadableFileException(
            "archive-too-large",
            "The archive unpacks to more than %s; split it, or raise tidewatch.ingestion.reading.unpacked-size."
                .formatted(limits.unpackedSize()));
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw new UnreadableFileException(
          "broken-archive",
          "The archive breaks off or is damaged: %s. Pack it again and send that."
              .formatted(e.getMessage()));
    }
  }
}
