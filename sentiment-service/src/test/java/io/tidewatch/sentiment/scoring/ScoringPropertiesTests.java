package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.sentiment.model.ComputeDevice;
import io.tidewatch.sentiment.model.DeviceChoice;
import io.tidewatch.sentiment.model.Devices;
import io.tidewatch.sentiment.model.ModelUnusableException;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.PrecisionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                new ScoringProperties.External(List.of(), "", false, ""),
                Path.of("data/cache/sentiment"),
                DeviceChoice.of("auto"),
                PrecisionChoice.AUTO,
                128,
                16,
                16,
                0,
                16,
                new ScoringProperties.Cuda(2, 64),
                2000,
                Duration.ofSeconds(2),
                10_000,
                1000,
                8 << 20,
                64));
  }

  @Test
  void mapsEveryProperty() {
    assertThat(
            bind(
                Map.ofEntries(
                    Map.entry("tidewatch.sentiment.model", "file:/models/mine/"),
                    Map.entry("tidewatch.sentiment.cache-directory", "/var/cache"),
                    Map.entry("tidewatch.sentiment.device", "cuda:1"),
                    Map.entry("tidewatch.sentiment.precision", "bf16"),
                    Map.entry("tidewatch.sentiment.max-tokens", "64"),
                    Map.entry("tidewatch.sentiment.window-overlap", "4"),
                    Map.entry("tidewatch.sentiment.max-windows", "6"),
                    Map.entry("tidewatch.sentiment.workers", "3"),
                    Map.entry("tidewatch.sentiment.micro-batch", "8"),
                    Map.entry("tidewatch.sentiment.cuda.workers", "4"),
                    Map.entry("tidewatch.sentiment.cuda.micro-batch", "128"),
                    Map.entry("tidewatch.sentiment.queue-capacity", "50"),
                    Map.entry("tidewatch.sentiment.retry-after", "9s"),
                    Map.entry("tidewatch.sentiment.cache-size", "0"),
                    Map.entry("tidewatch.sentiment.max-batch-texts", "20"),
                    Map.entry("tidewatch.sentiment.max-request-bytes", "2048"),
                    Map.entry("tidewatch.sentiment.stream-look-ahead", "5"))))
        .isEqualTo(
            new ScoringProperties(
                "file:/models/mine/",
                new ScoringProperties.External(List.of(), "", false, ""),
                Path.of("/var/cache"),
                DeviceChoice.of("cuda:1"),
                PrecisionChoice.BF16,
                64,
                4,
                6,
                3,
                8,
                new ScoringProperties.Cuda(4, 128),
                50,
                Duration.ofSeconds(9),
                0,
                20,
                2048,
                5));
  }

  @Test
  void refusesWindowsThatOverlapByMoreThanHalf() {
    assertThatThrownBy(() -> bind(Map.of("tidewatch.sentiment.window-overlap", "65")))
        .rootCause()
        .hasMessageContaining("window-overlap is 65");
  }

  @Test
  void choosesADeviceOfTheList() {
    Devices none = () -> List.of(ComputeDevice.CPU);
    Devices two = () -> List.of(ComputeDevice.CPU, ComputeDevice.cuda(0), ComputeDevice.cuda(1));

    assertThat(DeviceChoice.of("auto").resolve(none)).isEqualTo(ComputeDevice.CPU);
    assertThat(DeviceChoice.of("auto").resolve(two)).isEqualTo(ComputeDevice.cuda(0));
    assertThat(DeviceChoice.of("cpu").resolve(two)).isEqualTo(ComputeDevice.CPU);
    assertThat(DeviceChoice.of("CUDA:1").resolve(two)).isEqualTo(ComputeDevice.cuda(1));
    assertThatThrownBy(() -> DeviceChoice.of("cuda:0").resolve(none))
        .isInstanceOf(ModelUnusableException.class)
        .hasMessageContaining("no cuda:0");
    assertThatThrownBy(() -> DeviceChoice.of("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gpu' is no device");
  }

  @Test
  void takesLargerBatchesAndHalfPrecisionOnCuda() {
    ScoringProperties properties = bind(Map.of("tidewatch.sentiment.workers", "3"));

    assertThat(properties.limits(ComputeDevice.cuda(0)).microBatch()).isEqualTo(64);
    assertThat(properties.limits(ComputeDevice.cuda(0)).predictors()).isEqualTo(2);
    assertThat(properties.limits(ComputeDevice.CPU).microBatch()).isEqualTo(16);
    assertThat(properties.limits(ComputeDevice.CPU).predictors()).isEqualTo(3);
    assertThat(PrecisionChoice.AUTO.resolve(ComputeDevice.cuda(0))).isEqualTo(Precision.BF16);
    assertThat(PrecisionChoice.FP32.resolve(ComputeDevice.cuda(0))).isEqualTo(Precision.FP32);
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
