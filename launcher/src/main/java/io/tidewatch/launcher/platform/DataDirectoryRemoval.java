package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.nio.file.Files;

/** Deletes a data directory, but only one that Tidewatch made. */
public final class DataDirectoryRemoval {
  private final Installation installation;

  public DataDirectoryRemoval(Installation installation) {
    this.installation = installation;
  }

  /**
   * Deletes the directory; nothing happens if there is none.
   *
   * @throws LaunchException if the directory lacks our mark
   */
  public void run() throws IOException {
    if (!Files.exists(installation.data())) {
      return;
    }
    if (!installation.isOurs()) {
      throw new LaunchException(
          "%s was not made by Tidewatch and is left alone".formatted(installation.data()));
    }
    ServiceJar.deleteAll(installation.data());
  }
}
