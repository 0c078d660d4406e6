package io.tidewatch.endtoend;

import static org.awaitility.Awaitility.await;

import io.tidewatch.contracts.lake.LakeLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients that send numbered clicks in batches and send a batch again until it is acknowledged, as
 * careful clients do. In each batch is an item that is refused, with the number of the first click.
 */
final class ClickStorm implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int BATCH = 500;
  private static final Pattern REFUSED = Pattern.compile("\"refused-(\\d+)\"");

  private final int clicks;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final BitSet sentAgain = new BitSet();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int allowed;
  private volatile boolean closed;

  ClickStorm(int clicks) {
    this.clicks = clicks;
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::send);
    }
  }

  /** The first {@code number} clicks may go out. */
  void allowUpTo(int number) {
    allowed = number;
  }

  void awaitAcknowledged(int number) {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> acknowledged.get() >= number);
  }

  /** The numbers of the clicks that the raw table has. */
  BitSet landed() {
    BitSet seen = new BitSet(clicks);
    forEachLanded(seen::set);
    return seen;
  }

  /** The numbers of the clicks that the raw table has in several rows. */
  BitSet landedMoreThanOnce() {
    BitSet seen = new BitSet(clicks);
    BitSet again = new BitSet(clicks);
    forEachLanded(number -> (seen.get(number) ? again : seen).set(number));
    return again;
  }

  boolean wereSentAgain(BitSet numbers) {
    BitSet others = (BitSet) numbers.clone();
    synchronized (sentAgain) {
      others.andNot(sentAgain);
    }
    return others.isEmpty();
  }

  /** The numbers of the refused items beside so many clicks. */
  static BitSet refusedOf(int clicks) {
    BitSet numbers = new BitSet(clicks);
    for (int first = 0; first < clicks; first += BATCH) {
      numbers.set(first);
    }
    return numbers;
  }

  /** The numbers of the refused items that quarantine has. */
  static BitSet refused() {
    BitSet seen = new BitSet();
    forEachRefused((number, place) -> seen.set(number));
    return seen;
  }

  /** The numbers of the refused items that quarantine has in several rows. */
  static BitSet refusedMoreThanOnce() {
    BitSet seen = new BitSet();
    BitSet again = new BitSet();
    forEachRefused((number, place) -> (seen.get(number) ? again : seen).set(number));
    return again;
  }

  /** Topic, partition and offset of each refused item that is in quarantine. */
  static List<String> placesOfRefused() {
    List<String> places = new ArrayList<>();
    forEachRefused((number, place) -> places.add(place));
    return places;
  }

  private static void forEachRefused(RefusedItem each) {
    LakeRows.forEach(
        LakeLayout.QUARANTINE,
        "clickstream",
        List.of("source", "position", "record"),
        row -> {
          Matcher id = REFUSED.matcher(String.valueOf(row.getField("record")));
          if (id.find()) {
            each.at(
                Integer.parseInt(id.group(1)),
                row.getField("source") + ":" + row.getField("position"));
          }
        });
  }

  private interface RefusedItem {
    void at(int number, String place);
  }

  private void forEachLanded(IntConsumer number) {
    LakeRows.forEach(
        "clickstream",
        List.of("event_id"),
        row -> {
          String id = String.valueOf(row.getField("event_id"));
          if (id.startsWith("storm-")) {
            number.accept(Integer.parseInt(id.substring("storm-".length())));
          }
        });
  }

  private void send() {
    while (!closed) {
      int first = next.getAndAdd(BATCH);
      if (first >= clicks) {
        return;
      }
      int end = Math.min(first + BATCH, clicks);
      while (allowed < end && !closed) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      String body = body(first, end);
      while (!closed && !accepted(body)) {
        synchronized (sentAgain) {
          sentAgain.set(first, end);
        }
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      }
      acknowledged.addAndGet(end - first);
    }
  }

  private static boolean accepted(String body) {
    try {
      return Http.as("operator", "ingestion-service").post("/api/v1/events", body).status() == 202;
    } catch (RuntimeException e) {
      return false; // nobody there, or gone half way: nothing was promised
    }
  }

  private static String body(int first, int end) {
    StringBuilder body = new StringBuilder("[");
    Instant now = Instant.now();
    for (int i = first; i < end; i++) {
      body.append(i == first ? "" : ",")
          .append("{\"eventId\":\"storm-")
          .append(i)
          .append("\",\"type\":\"view\",\"customerId\":\"STORM-")
          .append(i % 5000)
          .append("\",\"createdAt\":\"")
          .append(now)
          .append("\"}");
    }
    return body.append(
            ",{\"eventId\":\"refused-%d\",\"type\":\"dance\",\"customerId\":\"REFUSED\",\"createdAt\":\"%s\"}]"
                .formatted(first, now))
        .toString();
  }

  @Override
  public void close() {
    closed = true;
    clients.close();
  }
}
