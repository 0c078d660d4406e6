package io.tidewatch.sentiment.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds in memory, the engine's tensors and the tokenizer's tables included. */
final class ResidentMemory {
  private static final Path FACTS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final int KIBIBYTE = 1024;

  private ResidentMemory() {}

  /** Returns bytes; not a number where the system does not tell. */
  static double bytes() {
    try {
      return Files.exists(FACTS)
          ? Files.readAllLines(FACTS).stream()
              .filter(line -> line.startsWith(RESIDENT))
              .mapToDouble(ResidentMemory::bytes)
              .findFirst()
              .orElse(Double.NaN)
          : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private static double bytes(String line) {
    return Double.parseDouble(line.replaceAll("\\D", "")) * KIBIBYTE;
  }
}
