package io.tidewatch.benchmarks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceMetricsTests {
  @Test
  void sumsOverLabelsAndLeavesQuantilesOut() {
    ServiceMetrics earlier =
        ServiceMetrics.parse(
            """
            # HELP x_sum help
            x_sum{a="1"} 2.0
            x_sum{a="2"} 3.0
            x{quantile="0.5"} 9.0
            plain 1.5E3
            """);
    assertThat(earlier.value("x_sum")).isEqualTo(5);
    assertThat(earlier.value("x")).isZero();
    ServiceMetrics later = ServiceMetrics.parse("x_sum 7.5\nplain 1500\n");
    assertThat(later.since(earlier).value("x_sum")).isEqualTo(2.5);
    assertThat(later.since(earlier).value("plain")).isZero();
  }
}
