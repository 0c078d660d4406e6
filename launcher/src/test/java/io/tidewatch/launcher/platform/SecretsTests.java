package io.tidewatch.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {
  @TempDir Path folder;

  @Test
  void keepsPasswordsInFilesThatOnlyTheOwnerReads() throws IOException {
    Path secrets = folder.resolve("secrets");
    String password = new Secrets(secrets).adminPassword();

    assertThat(password).matches("[A-Za-z0-9]{20}");
    assertThat(new Secrets(secrets).adminPassword()).isEqualTo(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.resolve("dashboard-admin"))))
        .isEqualTo("rw-------");
  }

  @Test
  void givesEachRoleItsOwnPassword() {
    Secrets secrets = new Secrets(folder.resolve("secrets"));

    assertThat(secrets.databaseRole("etl")).isNotEqualTo(secrets.databaseRole("feature"));
  }
}
