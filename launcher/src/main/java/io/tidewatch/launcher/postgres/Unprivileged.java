package io.tidewatch.launcher.postgres;

import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.util.List;

/** What to put before a PostgreSQL program so that it does not see itself as root. */
final class Unprivileged {
  private Unprivileged() {}

  /** Empty for an ordinary user; a user namespace for root, since PostgreSQL refuses root. */
  static List<String> prefix() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (succeeds("unshare", "-U", "true")) {
      return List.of("unshare", "-U");
    }
    throw new LaunchException(
        "PostgreSQL refuses to run as root, and this system allows no user namespaces (unshare -U failed). Run ./tidewatch as an ordinary user");
  }

  private static boolean succeeds(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }
}
