package io.tidewatch.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Clicks as JSON, and requests of them whose event ids are all different; for one thread. */
final class ClickRequests {
  private static final String MARK = "#EVENT-ID-MARK-16";
  private final byte[] request;
  private final int[] idAt;
  private final String prefix;
  private long sent;

  ClickRequests(URI collector, String authorization, String run, int thread, int items) {
    prefix = "%s%02x".formatted(run, thread & 0xff);
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < items; i++) {
      body.append(i == 0 ? "" : ",").append(click(MARK, i));
    }
    byte[] json = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    byte[] head =
        "POST /api/v1/events HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(collector.getAuthority(), authorization, json.length)
            .getBytes(StandardCharsets.UTF_8);
    request = Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, request, head.length, json.length);
    String text = new String(request, StandardCharsets.ISO_8859_1);
    idAt = new int[items];
    for (int i = 0, from = 0; i < items; i++) {
      idAt[i] = text.indexOf(MARK, from);
      from = idAt[i] + 1;
    }
  }

  /** The next request; its bytes are valid until the next call. */
  byte[] next() {
    for (int at : idAt) {
      byte[] id = id(prefix, sent++).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(id, 0, request, at, id.length);
    }
    return request;
  }

  static String id(String prefix, long number) {
    return "%-6.6s%010x-".formatted(prefix, number).replace(' ', '0');
  }

  static String click(String id, int customer) {
    return String.format(
        Locale.ROOT,
        "{\"eventId\":\"%s\",\"type\":\"view\",\"customerId\":\"C%06d\",\"sessionId\":\"s-%d\",\"productId\":\"P-%d\",\"category\":\"kitchen.mugs\",\"price\":12.5,\"page\":\"/shop/mug-blue\",\"device\":\"mobile\",\"createdAt\":\"2026-11-22T10:00:00Z\"}",
        id,
        customer,
        customer,
        customer);
  }
}
