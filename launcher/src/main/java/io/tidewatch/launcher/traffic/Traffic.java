package io.tidewatch.launcher.traffic;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import io.tidewatch.launcher.samples.LiveClicks;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends clicks in small batches so that on average {@code rate} a second arrive. */
public final class Traffic {
  private static final int LARGEST_BATCH = 500;
  private static final long TICK_MILLIS = 100;
  private static final int OVERLOADED = 429;
  private static final int UNAVAILABLE = 503;
  private static final int ACCEPTED = 202;
  private static final String PATH = "/api/v1/events";

  private final JsonMapper json = JsonMapper.builder().build();
  private final PlatformClient client;
  private final LiveClicks clicks;
  private final double ratePerSecond;
  private volatile long accepted;
  private volatile long rejected;
  private volatile long refusals;

  public Traffic(PlatformClient client, LiveClicks clicks, double ratePerSecond) {
    this.client = client;
    this.clicks = clicks;
    this.ratePerSecond = ratePerSecond;
  }

  /** Clicks that the collector acknowledged. */
  public long accepted() {
    return accepted;
  }

  /** Clicks that the collector found wrong. */
  public long rejected() {
    return rejected;
  }

  /** Batches that were put off because the collector was overloaded. */
  public long refusals() {
    return refusals;
  }

  /** Plays until the time is over or the latch is opened. */
  public void play(Duration duration, CountDownLatch stop) throws InterruptedException {
    Instant begin = Instant.now();
    long sent = 0;
    boolean stopped = false;
    while (!stopped && Duration.between(begin, Instant.now()).compareTo(duration) < 0) {
      double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
      long due = (long) (seconds * ratePerSecond) - sent;
      while (due > 0 && stop.getCount() > 0) {
        int size = (int) Math.min(due, LARGEST_BATCH);
        send(batch(size), stop);
        sent += size;
        due -= size;
      }
      stopped = stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private List<ClickRecorded> batch(int size) {
    List<ClickRecorded> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(clicks.next(Instant.now()));
    }
    return batch;
  }

  private void send(List<ClickRecorded> batch, CountDownLatch stop) throws InterruptedException {
    byte[] document = json.writeValueAsBytes(batch);
    HttpResponse<String> response = client.post(Service.INGESTION, PATH, "operator", document);
    while (response.statusCode() == OVERLOADED || response.statusCode() == UNAVAILABLE) {
      refusals++;
      long pause = response.headers().firstValueAsLong("Retry-After").orElse(1);
      if (stop.await(pause, TimeUnit.SECONDS)) {
        return;
      }
      response = client.post(Service.INGESTION, PATH, "operator", document);
    }
    if (response.statusCode() != ACCEPTED) {
      throw new LaunchException(
          "ingestion-service answers %d to clicks: %s"
              .formatted(response.statusCode(), response.body()));
    }
    JsonNode answer = json.readTree(response.body());
    accepted += answer.path("accepted").asLong(0);
    rejected += answer.path("rejected").size();
  }
}
