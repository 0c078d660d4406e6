package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.sentiment.TestingModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTests {
  @TempDir Path directory;

  @Test
  void refusesAFileThatIsNotTheOneTheManifestNames() {
    ModelLocation damaged =
        file -> {
          byte[] bytes = TestingModel.shipped().open(file).readAllBytes();
          if (file.equals(ModelManifest.TOKENIZER)) {
            bytes[bytes.length - 1] ^= 1;
          }
          return new ByteArrayInputStream(bytes);
        };

    assertThatThrownBy(() -> new ModelCache(directory).unpack(damaged, Precision.BF16, true))
        .isInstanceOf(ModelUnusableException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void writesADamagedDirectoryAgainAndKeepsAnIntactOne() throws IOException {
    ModelCache cache = new ModelCache(directory);
    UnpackedModel first = cache.unpack(TestingModel.shipped(), Precision.BF16, true);
    Object written = Files.getLastModifiedTime(first.tokenizer());

    assertThat(cache.unpack(TestingModel.shipped(), Precision.BF16, true)).isEqualTo(first);
    assertThat((Object) Files.getLastModifiedTime(first.tokenizer())).isEqualTo(written);

    Files.writeString(first.tokenizer(), "{}");
    cache.unpack(TestingModel.shipped(), Precision.BF16, true);
    assertThat(first.tokenizer()).isNotEmptyFile().content().startsWith("{\n  \"version\"");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).hasSize(1);
    }
  }
}
