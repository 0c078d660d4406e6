package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantsTests {

  @Test
  void readsEveryDayOfFourYearsAsTheLibraryDoes() {
    SplittableRandom random = new SplittableRandom(11);
    Instant day = Instant.parse("2024-01-01T00:00:00Z");
    for (int i = 0; i < 4 * 366; i++) {
      Instant at = day.plus(i, ChronoUnit.DAYS).plusMillis(random.nextInt(86_400_000));
      assertThat(IsoInstants.parse(at.toString())).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T12:00:00Z",
        "2026-11-29T12:00:00.Z",
        "2026-11-29T12:00:00.1Z",
        "2026-11-29T12:00:00.123456789Z",
        "2026-11-29T23:59:59.999Z",
        "2026-11-29T24:00:00Z",
        "2026-11-29T12:00:00+02:00",
        "2016-12-31T23:59:60Z",
        "-0001-01-01T00:00:00Z"
      })
  void readsWhatTheLibraryReads(String text) {
    assertThat(IsoInstants.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T12:00:00Z",
        "2026-11-31T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-11-00T12:00:00Z",
        "2026-11-29T12:00:00",
        "2026-11-29 12:00:00Z",
        "yesterday",
        ""
      })
  void refusesWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> IsoInstants.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
