package io.tidewatch.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryRemovalTests {
  @TempDir Path folder;

  @Test
  void removesADirectoryThatTidewatchMade() throws IOException {
    Installation installation = at(folder.resolve("data"));
    installation.create();
    Files.writeString(installation.logs().resolve("some.log"), "text");

    new DataDirectoryRemoval(installation).run();

    assertThat(installation.data()).doesNotExist();
  }

  @Test
  void leavesForeignDirectoriesAlone() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(photos.resolve("cat.jpg"), "cat");

    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> new DataDirectoryRemoval(at(photos)).run())
        .withMessageContaining("not made by Tidewatch");
    assertThatIllegalStateException().isThrownBy(() -> at(photos).create());
    assertThat(photos.resolve("cat.jpg")).exists();
  }

  private Installation at(Path data) {
    return new Installation(folder, data, new Ports(0));
  }
}
