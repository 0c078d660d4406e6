package io.tidewatch.ingestion.lander;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/** Starts the lander after everything else and stops it first, with its last batch committed. */
final class LanderLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LanderLifecycle.class);
  private static final long PATIENCE_MILLIS = 10_000;

  private final Supplier<ClickLander> landers;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private @Nullable ClickLander lander;
  private @Nullable Thread thread;

  LanderLifecycle(Supplier<ClickLander> landers, KafkaTemplate<byte[], byte[]> kafka) {
    this.landers = landers;
    this.kafka = kafka;
  }

  @Override
  public synchronized void start() {
    ClickLander one = landers.get();
    lander = one;
    thread = Thread.ofPlatform().name("click-lander").start(one);
  }

  @Override
  public synchronized void stop() {
    ClickLander one = lander;
    Thread running = thread;
    if (one == null || running == null) {
      return;
    }
    one.stop();
    try {
      running.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      log.warn("the lander does not stop in time; what it has not committed is read again");
    }
    kafka.destroy();
    lander = null;
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }
}
