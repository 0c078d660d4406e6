package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.PrecisionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScoringPropertiesTests {
  @TempDir Path directory;

  @Test
  void hasWorkingDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new ScoringProperties(
                "classpath:/model/",
                Path.of("data/cache/sentiment"),
                PrecisionChoice.AUTO,
                128,
                0,
                16,
                2000,
                Duration.ofSeconds(2),
                1000,
                8 << 20));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.of(
                    "tidewatch.sentiment.model", "file:/models/mine/",
                    "tidewatch.sentiment.cache-directory", "/var/cache",
                    "tidewatch.sentiment.precision", "bf16",
                    "tidewatch.sentiment.max-tokens", "64",
                    "tidewatch.sentiment.workers", "3",
                    "tidewatch.sentiment.micro-batch", "8",
                    "tidewatch.sentiment.queue-capacity", "50",
                    "tidewatch.sentiment.retry-after", "9s",
                    "tidewatch.sentiment.max-batch-texts", "20",
                    "tidewatch.sentiment.max-request-bytes", "2048")))
        .isEqualTo(
            new ScoringProperties(
                "file:/models/mine/",
                Path.of("/var/cache"),
                PrecisionChoice.BF16,
                64,
                3,
                8,
                50,
                Duration.ofSeconds(9),
                20,
                2048));
  }

  @Test
  void choosesBfloat16OnlyWhereTheCpuMultipliesIt() throws IOException {
    Path facts = directory.resolve("cpuinfo");
    Files.writeString(facts, "flags : avx512f avx512_bf16");
    assertThat(PrecisionChoice.AUTO.resolve(facts)).isEqualTo(Precision.BF16);
    Files.writeString(facts, "flags : avx2");
    assertThat(PrecisionChoice.AUTO.resolve(facts)).isEqualTo(Precision.FP32);
    assertThat(PrecisionChoice.AUTO.resolve(directory.resolve("absent"))).isEqualTo(Precision.FP32);
    assertThat(PrecisionChoice.BF16.resolve(facts)).isEqualTo(Precision.BF16);
  }

  private static ScoringProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("tidewatch.sentiment", ScoringProperties.class);
  }
}
