package io.tidewatch.dashboard.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatTests {
  @Test
  void writesCountsInFullWhileTheyAreFew() {
    assertThat(Format.count(41_977)).isEqualTo("41,977");
    assertThat(Format.count(541_000)).isEqualTo("541K");
    assertThat(Format.count(null)).isEqualTo(Format.UNKNOWN);
  }

  @Test
  void writesSharesAndChangesAsPerCent() {
    assertThat(Format.percent(0.2111)).isEqualTo("21.1%");
    assertThat(Format.change(0.336)).isEqualTo("+33.6%");
    assertThat(Format.change(-0.017)).isEqualTo("-1.7%");
  }

  @Test
  void writesSpansInTheirLargestUnits() {
    assertThat(Format.span(Duration.ofMillis(84))).isEqualTo("84 ms");
    assertThat(Format.span(Duration.ofMillis(2500))).isEqualTo("2.5 s");
    assertThat(Format.span(Duration.ofSeconds(171))).isEqualTo("2 min 51 s");
  }

  @Test
  void namesCountriesAndLanguages() {
    assertThat(Format.country("GB")).isEqualTo("United Kingdom");
    assertThat(Format.country("EIRE")).isEqualTo("EIRE");
    assertThat(Format.language("ja")).isEqualTo("Japanese");
  }
}
