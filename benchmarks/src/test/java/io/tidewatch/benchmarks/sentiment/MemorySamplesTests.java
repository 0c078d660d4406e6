package io.tidewatch.benchmarks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemorySamplesTests {
  @Test
  void tellsGrowthAnHourAfterTheSettling() {
    MemorySamples samples = new MemorySamples();
    for (int second = 0; second <= 3600; second += 5) {
      double settling = second < 720 ? 300.0 * second / 720 : 300;
      samples.add(second, 500 + settling + 12.0 * second / 3600);
    }
    assertThat(samples.line())
        .contains("500 MB at first, 812 MB at last")
        .contains("slope +12.0 MB/h (95 %: +12.0 to +12.0)");
    assertThat(samples.csv()).startsWith("seconds,resident_mb\n0.0,500.00\n");
    assertThat(samples.svg()).contains("<polyline");
  }
}
