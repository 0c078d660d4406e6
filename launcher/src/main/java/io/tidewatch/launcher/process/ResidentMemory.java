package io.tidewatch.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How much memory a process and its children hold, pages shared among them counted once. */
public final class ResidentMemory {
  private ResidentMemory() {}

  /** Bytes resident, 0 if the system does not tell. */
  public static long bytes(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(h -> Stream.concat(Stream.of(h), h.descendants()))
        .mapToLong(h -> one(h.pid()))
        .sum();
  }

  private static long one(long pid) {
    Path proc = Path.of("/proc", Long.toString(pid));
    if (!Files.isDirectory(proc)) {
      return fromPs(pid);
    }
    return kilobytes(proc.resolve("smaps_rollup"), "Pss:")
            .or(() -> kilobytes(proc.resolve("status"), "VmRSS:"))
            .orElse(0L)
        * 1024;
  }

  private static Optional<Long> kilobytes(Path file, String field) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(l -> l.startsWith(field))
          .map(l -> Long.parseLong(l.replaceAll("\\D+", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return out.isEmpty() ? 0 : Long.parseLong(out) * 1024;
    } catch (IOException e) {
      return 0;
    }
  }
}
