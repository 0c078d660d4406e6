package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number format that the operator asks for. */
public enum PrecisionChoice {
  /** What suits this machine. */
  AUTO,
  /** Single precision. */
  FP32,
  /** Brain float. */
  BF16;

  private static final Path CPU_FACTS = Path.of("/proc/cpuinfo");
  private static final String BFLOAT16_FLAG = "avx512_bf16";

  /** Returns the format to run in on the device: half as wide as usual where it is a CUDA one. */
  public Precision resolve(ComputeDevice device) {
    return this == AUTO && device.cuda() ? Precision.BF16 : resolve();
  }

  /** Returns the format to run in on this machine. */
  public Precision resolve() {
    return resolve(CPU_FACTS);
  }

  /** Returns the format to run in on the machine that the file describes. */
  public Precision resolve(Path cpuFacts) {
    return switch (this) {
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case AUTO -> lists(cpuFacts, BFLOAT16_FLAG) ? Precision.BF16 : Precision.FP32;
    };
  }

  private static boolean lists(Path cpuFacts, String flag) {
    try {
      return Files.exists(cpuFacts) && Files.readString(cpuFacts).contains(flag);
    } catch (IOException e) {
      return false;
    }
  }
}
