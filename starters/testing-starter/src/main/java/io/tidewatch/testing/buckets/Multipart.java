package io.tidewatch.testing.buckets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes multipart bodies apart; each part still has its headers. */
final class Multipart {
  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private Multipart() {}

  /** One part. */
  record Part(String headers, byte[] content) {}

  static List<Part> parts(byte[] body, String boundary) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    byte[] end = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    List<Part> parts = new ArrayList<>();
    int at = indexOf(body, mark, 0);
    while (at >= 0) {
      int begin = at + mark.length + 2;
      int next = begin > body.length ? -1 : indexOf(body, end, begin);
      if (next < 0) {
        break;
      }
      parts.add(part(Arrays.copyOfRange(body, begin, next)));
      at = next + 2;
    }
    return parts;
  }

  /** The headers before the first blank line, and what comes after it. */
  static Part part(byte[] bytes) {
    int blank = indexOf(bytes, BLANK_LINE, 0);
    int headersEnd = blank < 0 ? bytes.length : blank;
    int contentBegin = blank < 0 ? bytes.length : blank + BLANK_LINE.length;
    return new Part(
        new String(bytes, 0, headersEnd, StandardCharsets.ISO_8859_1),
        Arrays.copyOfRange(bytes, contentBegin, bytes.length));
  }

  private static int indexOf(byte[] all, byte[] wanted, int from) {
    for (int i = from; i <= all.length - wanted.length; i++) {
      if (Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
