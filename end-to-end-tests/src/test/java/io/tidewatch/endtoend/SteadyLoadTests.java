package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The memory of the sentiment service, native memory included, stays level under load. */
class SteadyLoadTests {
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration WATCHED = Duration.ofSeconds(60);
  private static final int CLIENTS = 8;

  /** A leak of a few kB a text is more than this; buffers that grow once are less. */
  private static final double MOST_GROWTH_MEGABYTES = 150;

  @BeforeAll
  static void up() {
    Platform.up();
  }

  @Test
  void keepsTheSentimentServicesMemoryLevel() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicInteger next = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> refused = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    Http analyst = Http.as("analyst", "sentiment-service");
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (running.get()) {
                      int status =
                          analyst.post("/api/v1/sentiment", text(next.getAndIncrement())).status();
                      if (status != 200) {
                        refused.add(status);
                      }
                    }
                  }));
    }
    double before;
    double after;
    try {
      before = megabytesAfter(WARM_UP);
      after = megabytesAfter(WATCHED);
    } finally {
      running.set(false);
    }
    for (Thread client : clients) {
      client.join();
    }
    System.out.printf(
        "resident memory after %d texts: %.0f MB, %.0f MB a minute before%n",
        next.get(), after, before);
    assertThat(refused).isEmpty();
    assertThat(after - before).isLessThan(MOST_GROWTH_MEGABYTES);
  }

  /** Each differs, and lengths go from a word to two windows. */
  private static String text(int number) {
    return Platform.JSON.writeValueAsString(
        Map.of("text", "Text %d is fine. ".formatted(number).repeat(1 + number % 40)));
  }

  private static double megabytesAfter(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await()
        .atMost(time.plusMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> System.nanoTime() >= end);
    return Http.actuator("reader", "sentiment-service")
            .get("/actuator/prometheus")
            .text()
            .lines()
            .filter(line -> line.startsWith("tidewatch_sentiment_memory_resident_bytes{"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .findFirst()
            .orElseThrow()
        / (1 << 20);
  }
}
