package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.Reader;

/**
 * Remembers the last characters it gave out, so that reading can start again at the line after a
 * broken record.
 */
final class ReplayingReader extends Reader {
  /** A longer line that was passed over is cut to this. */
  static final int SHOWN = 100_000;

  private final Reader in;
  private final char[] window;
  private int filled;
  private int next;

  /** The line, counted from 1, that the window starts in, and whether it starts after a CR. */
  private long windowLine = 1;

  private boolean afterReturn;

  ReplayingReader(Reader in, int remembered) {
    this.in = in;
    this.window = new char[remembered];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == filled && !fill(length)) {
      return -1;
    }
    int given = Math.min(length, filled - next);
    System.arraycopy(window, next, target, offset, given);
    next += given;
    return given;
  }

  private boolean fill(int wanted) throws IOException {
    int room = Math.min(wanted, 32 << 10);
    if (window.length - filled < room) {
      forget(Math.max(filled / 2, room - (window.length - filled)));
    }
    int read = in.read(window, filled, room);
    if (read <= 0) {
      return false;
    }
    filled += read;
    return true;
  }

  private void forget(int count) {
    for (int i = 0; i < count; i++) {
      char c = window[i];
      if (c == '\n') {
        windowLine += afterReturn ? 0 : 1;
      } else if (c == '\r') {
        windowLine++;
      }
      afterReturn = c == '\r';
    }
    System.arraycopy(window, count, window, 0, filled - count);
    filled -= count;
    next -= count;
  }

  /** A line that was passed over, and the line that reading goes on with. */
  record Skipped(String text, long line, long nextLine) {}

  /** Passes over one line, not empty, at or after the given one; reading goes on after it. */
  Skipped skipLine(long line) throws IOException {
    int start = startOf(line);
    long at = line;
    while (start < filled && (window[start] == '\n' || window[start] == '\r')) {
      start = afterEnd(start);
      at++;
    }
    int end = endOf(start);
    String text = new String(window, start, Math.min(end - start, SHOWN));
    if (end < filled) {
      next = afterEnd(end);
    } else {
      skipToLineEnd();
    }
    return new Skipped(text, at, at + 1);
  }

  private int startOf(long line) {
    long at = windowLine;
    int i = afterReturn && filled > 0 && window[0] == '\n' ? 1 : 0;
    while (i < filled && at < line) {
      i = endOf(i);
      if (i < filled) {
        i = afterEnd(i);
        at++;
      }
    }
    return i;
  }

  private int endOf(int start) {
    int i = start;
    while (i < filled && window[i] != '\n' && window[i] != '\r') {
      i++;
    }
    return i;
  }

  private int afterEnd(int end) {
    return window[end] == '\r' && end + 1 < filled && window[end + 1] == '\n' ? end + 2 : end + 1;
  }

  /** The line is longer than the window: drops it piece by piece. */
  private void skipToLineEnd() throws IOException {
    while (true) {
      forget(filled);
      next = 0;
      if (!fill(window.length)) {
        return;
      }
      int end = endOf(0);
      if (end < filled) {
        next = afterEnd(end);
        return;
      }
      next = filled;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
