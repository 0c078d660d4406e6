package io.tidewatch.benchmarks;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests of clicks whose event ids are all different, made beforehand; for one thread. */
final class ClickRequests {
  private static final int PREPARED = 16;

  private final Clicks clicks;
  private final byte[][] requests = new byte[PREPARED][];
  private final int[][] idsAt = new int[PREPARED][];
  private int next;

  ClickRequests(URI collector, String authorization, Clicks clicks, int items) {
    this.clicks = clicks;
    for (int i = 0; i < PREPARED; i++) {
      prepare(i, collector, authorization, items);
    }
  }

  private void prepare(int number, URI collector, String authorization, int items) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] at = new int[items];
    for (int i = 0; i < items; i++) {
      body.write(i == 0 ? '[' : ',');
      at[i] = body.size() + Clicks.ID_AT;
      body.writeBytes(clicks.next());
    }
    body.write(']');
    byte[] head =
        "POST /api/v1/events HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(collector.getAuthority(), authorization, body.size())
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + body.size());
    request.writeBytes(head);
    request.writeBytes(body.toByteArray());
    requests[number] = request.toByteArray();
    for (int i = 0; i < items; i++) {
      at[i] += head.length;
    }
    idsAt[number] = at;
  }

  /** The next request; its bytes are valid until the next call. */
  byte[] next() {
    next = (next + 1) % PREPARED;
    for (int at : idsAt[next]) {
      clicks.name(requests[next], at);
    }
    return requests[next];
  }
}
