package io.tidewatch.launcher.postgres;

import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.process.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a server that was killed leaves: back ends that have not noticed yet, and a lock file whose
 * pid may belong to somebody else by now.
 */
final class AbandonedServer {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path dataDirectory;

  AbandonedServer(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** Returns when no process works in the data directory and no foreign pid locks it. */
  void clearAway() throws IOException {
    awaitOrphans();
    Path lock = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(lock).get(0).strip());
    boolean reused =
        ProcessHandle.of(pid)
            .map(p -> !OwnProcess.commandLine(p).contains(dataDirectory.toString()))
            .orElse(false);
    if (reused) {
      // PostgreSQL itself would take the foreign process for its own server and refuse to start
      Files.delete(lock);
    }
  }

  private void awaitOrphans() throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    List<Long> orphans = orphans();
    while (!orphans.isEmpty()) {
      if (Instant.now().isAfter(end)) {
        throw new LaunchException(
            "processes %s of a killed PostgreSQL still work in %s; end them first"
                .formatted(orphans, dataDirectory));
      }
      pause();
      orphans = orphans();
    }
  }

  private List<Long> orphans() throws IOException {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return List.of();
    }
    Path real = dataDirectory.toRealPath();
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> worksIn(pid, real))
        .toList();
  }

  private static boolean worksIn(long pid, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(directory);
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  private static void pause() {
    try {
      new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }
}
