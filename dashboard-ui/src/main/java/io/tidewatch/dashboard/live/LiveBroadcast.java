package io.tidewatch.dashboard.live;

import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends a snapshot to every page that listens: soon after something came, and once a second so that
 * the charts move on. A page that fails is left out and stops no other.
 */
@Component
class LiveBroadcast implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveBroadcast.class);
  private static final int TICK_MILLIS = 250;
  private static final int TICKS_A_SECOND = 1000 / TICK_MILLIS;

  private final List<Consumer<LiveSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final LiveState state;
  private @Nullable ScheduledExecutorService ticker;
  private long ticks;

  LiveBroadcast(LiveState state) {
    this.state = state;
  }

  /** Calls {@code listener} with each snapshot until the registration is removed. */
  Registration listen(Consumer<LiveSnapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Something came. */
  void changed() {
    changed.set(true);
  }

  void tick() {
    boolean due = changed.getAndSet(false) || ++ticks % TICKS_A_SECOND == 0;
    if (!due || listeners.isEmpty()) {
      return;
    }
    LiveSnapshot snapshot = state.snapshot();
    for (Consumer<LiveSnapshot> listener : listeners) {
      try {
        listener.accept(snapshot);
      } catch (RuntimeException e) { // one broken page must not stop the others
        listeners.remove(listener);
        LOG.atWarn().setCause(e).log("a live page failed and gets no more updates");
      }
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-broadcast").daemon().factory());
    started.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    ticker = started;
  }

  @Override
  public void stop() {
    if (ticker != null) {
      ticker.shutdownNow();
      ticker = null;
    }
  }

  @Override
  public boolean isRunning() {
    return ticker != null;
  }
}
