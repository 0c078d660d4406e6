package io.tidewatch.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.ClickType;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ClickWindowTests {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private final ClickWindow window = new ClickWindow();

  @Test
  void countsClicksPerSecondAndForgetsThoseOfTwoMinutesAgo() {
    window.add(ClickType.VIEW, "a", NOON.minusSeconds(200));
    window.add(ClickType.VIEW, "a", NOON.minusSeconds(2));
    window.add(ClickType.SEARCH, "b", NOON.minusSeconds(2));
    window.add(ClickType.VIEW, "c", NOON);

    var perSecond = window.perSecond(NOON);

    assertThat(perSecond).hasSize(ClickWindow.SECONDS - 1);
    assertThat(perSecond.get(perSecond.size() - 2)).isEqualTo(2);
    assertThat(perSecond.stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
    assertThat(window.total()).isEqualTo(4);
  }

  @Test
  void countsEachCustomerOnceAStepAndLetsThemGoAfterAQuarterOfAnHour() {
    Collections.nCopies(5, "a").forEach(c -> window.add(ClickType.VIEW, c, NOON));
    window.add(ClickType.PAGE_VIEW, "b", NOON);
    window.add(ClickType.CART, "a", NOON);
    window.add(ClickType.PURCHASE, "z", NOON.minusSeconds(901));

    assertThat(window.funnel(NOON)).containsExactly(2L, 1L, 0L, 0L);
    assertThat(window.funnel(NOON.plusSeconds(901))).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void countsTheClicksOfAFloodWithoutReadingThemAll() {
    int flood = 3 * ClickWindow.READ_PER_SECOND;
    int read = 0;
    for (int i = 0; i < flood; i++) {
      if (window.reads(NOON)) {
        window.add(ClickType.VIEW, "c" + i, NOON);
        read++;
      }
    }

    assertThat(read).isEqualTo(ClickWindow.READ_PER_SECOND);
    assertThat(window.total()).isEqualTo(flood);
    assertThat(window.perSecond(NOON.plusSeconds(1)).getLast()).isEqualTo(flood);
    assertThat(window.sampled(NOON.plusSeconds(899))).isTrue();
    assertThat(window.sampled(NOON.plusSeconds(901))).isFalse();
    assertThat(window.reads(NOON.plusSeconds(1))).isTrue();
  }
}
