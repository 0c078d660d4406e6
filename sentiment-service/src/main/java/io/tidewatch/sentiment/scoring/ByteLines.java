package io.tidewatch.sentiment.scoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, of which none is held beyond a longest length. */
final class ByteLines {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long number;

  ByteLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * A line without its end.
   *
   * @param number from 1
   * @param tooLong whether it was longer than allowed; then only its start is here
   */
  record Line(long number, byte[] bytes, boolean tooLong) {}

  /** Returns the next line, waiting for it; null after the last. */
  @Nullable Line next() throws IOException {
    if (from == to && !fill()) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    while (from < to || fill()) {
      int end = endOfLine();
      int length = Math.min(end - from, longest - line.size());
      line.write(buffer, from, length);
      tooLong |= length < end - from;
      from = end;
      if (end < to) {
        from++;
        break;
      }
    }
    return new Line(++number, line.toByteArray(), tooLong);
  }

  /**
   * Returns whether the whole of the next line has been read. The stream itself is not asked: it
   * may count the marks between two chunks of a request, and reading would then wait for the
   * caller.
   */
  boolean ready() {
    return endOfLine() < to;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private int endOfLine() {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    return end;
  }
}
