package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Clients that each send one text, wait for its answer, and send the next. */
final class Load {
  private final LongFunction<String> texts;
  private final AtomicLong next = new AtomicLong();

  /** Sends the texts in order, over all endpoints: no text goes out twice. */
  Load(LongFunction<String> texts) {
    this.texts = texts;
  }

  /** As fast as the answers come. */
  Answers run(HttpClient http, Endpoint endpoint, int clients, Duration duration)
      throws InterruptedException {
    return run(http, endpoint, clients, duration, 0);
  }

  /**
   * Sends for the duration.
   *
   * @param rate texts a second, all clients together; 0 is as fast as the answers come
   */
  Answers run(HttpClient http, Endpoint endpoint, int clients, Duration duration, double rate)
      throws InterruptedException {
    Answers answers = new Answers();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    AtomicLong slot = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (System.nanoTime() < end && !Thread.interrupted()) {
                      if (rate > 0) {
                        waitUntil(start + (long) (slot.getAndIncrement() * 1e9 / rate));
                      }
                      answers.add(http, endpoint, texts.apply(next.getAndIncrement()));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    answers.took(System.nanoTime() - start);
    return answers;
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** What came back. */
  static final class Answers {
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private long nanos;

    private void add(HttpClient http, Endpoint endpoint, String text) {
      long before = System.nanoTime();
      try {
        endpoint.score(http, text);
        latencies.add(System.nanoTime() - before);
      } catch (IOException e) {
        failures.add(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void took(long nanos) {
      this.nanos = nanos;
    }

    double perSecond() {
      return latencies.size() * 1e9 / nanos;
    }

    List<String> failures() {
      return List.copyOf(failures);
    }

    List<Long> latencies() {
      return List.copyOf(latencies);
    }
  }
}
