package io.tidewatch.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBroadcastTests {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private final LiveState state = new LiveState(Clock.fixed(NOON, ZoneOffset.UTC));
  private final LiveBroadcast broadcast = new LiveBroadcast(state);

  @Test
  void goesOnWithTheOthersWhenOnePageFails() {
    List<LiveSnapshot> seen = new ArrayList<>();
    broadcast.listen(
        s -> {
          throw new IllegalStateException("this page is broken");
        });
    broadcast.listen(seen::add);

    broadcast.changed();
    broadcast.tick();

    assertThat(seen).hasSize(1);
  }

  @Test
  void measuresHowLongTheNewestClickTook() {
    state.click(clickAt(NOON.minusMillis(250)));
    state.click(clickAt(NOON.minusMillis(40)));

    LiveSnapshot snapshot = state.snapshot();

    assertThat(snapshot.latency()).isNotNull();
    assertThat(snapshot.latency().newest()).isEqualTo(Duration.ofMillis(40));
    assertThat(snapshot.clicks()).hasSize(2);
  }

  private static ClickRecorded clickAt(Instant at) {
    return new ClickRecorded(
        "e" + at,
        ClickType.VIEW,
        "C1",
        null,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
