package io.tidewatch.ingestion.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none of them longer than a limit in memory. */
final class BoundedLines implements Closeable {
  private static final int SHOWN = 4000;

  private final Reader in;
  private final int most;
  private final char[] buffer = new char[32 << 10];
  private int next;
  private int filled;
  private long number;
  private boolean cut;
  private boolean afterReturn;

  BoundedLines(Reader in, int most) {
    this.in = in;
    this.most = most;
  }

  /** The next line without its end; only the start of it if it is too long; null at the end. */
  @Nullable String next() throws IOException {
    cut = false;
    if (!more()) {
      return null;
    }
    if (afterReturn && buffer[next] == '\n') {
      next++;
      afterReturn = false;
      if (!more()) {
        return null;
      }
    }
    number++;
    StringBuilder line = new StringBuilder(256);
    do {
      int end = next;
      while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
        end++;
      }
      append(line, end - next);
      if (end < filled) {
        afterReturn = buffer[end] == '\r';
        next = end + 1;
        return line.toString();
      }
      next = end;
    } while (more());
    afterReturn = false;
    return line.toString();
  }

  private void append(StringBuilder line, int count) {
    if (!cut && line.length() + count <= most) {
      line.append(buffer, next, count);
    } else if (!cut) {
      cut = true;
      line.append(buffer, next, Math.min(count, SHOWN));
      line.setLength(Math.min(line.length(), SHOWN));
    }
  }

  private boolean more() throws IOException {
    if (next < filled) {
      return true;
    }
    next = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  /** The number of the last line, counted from 1. */
  long number() {
    return number;
  }

  /** Whether the last line was too long. */
  boolean cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
