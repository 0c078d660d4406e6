package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service's Boot jar, run from an extracted copy beside it: the copy starts faster, and a new
 * build does not pull the jar from under a running service.
 */
final class ServiceJar {
  private static final int KEPT = 2;

  private final Path jar;
  private final Path copies;
  private final Path java;

  ServiceJar(Path jar, Path copies, Path java) {
    this.jar = jar;
    this.copies = copies;
    this.java = java;
  }

  /** Changes whenever the jar was built anew. */
  String build() throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new LaunchException(
          "%s is not built; ./tidewatch up builds it, see the build log".formatted(jar));
    }
    return Long.toHexString(Files.getLastModifiedTime(jar).toMillis())
        + "-"
        + Long.toHexString(Files.size(jar));
  }

  /** The small jar to run; its libraries lie in {@code lib/} next to it. */
  Path extracted() throws IOException {
    Path copy = copies.resolve(build());
    Path runnable = copy.resolve(jar.getFileName());
    if (Files.exists(runnable)) {
      return runnable;
    }
    Files.createDirectories(copies);
    prune();
    Path fresh = Files.createTempDirectory(copies, "new");
    extract(fresh);
    try {
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // another platform that runs from this build was faster
      deleteAll(fresh);
      if (!Files.exists(runnable)) {
        throw e;
      }
    }
    return runnable;
  }

  /** Deletes copies of builds long gone; a platform may still run from the newest ones. */
  private void prune() throws IOException {
    try (Stream<Path> there = Files.list(copies)) {
      List<Path> newestFirst =
          there
              .sorted(Comparator.comparing((Path p) -> p.toFile().lastModified()).reversed())
              .toList();
      for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
        deleteAll(old);
      }
    }
  }

  private void extract(Path destination) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--destination",
                    destination.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new LaunchException("%s cannot be extracted:%n%s".formatted(jar, output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }

  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
