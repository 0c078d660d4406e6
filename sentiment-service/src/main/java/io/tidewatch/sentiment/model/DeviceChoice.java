package io.tidewatch.sentiment.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that the operator asks for.
 *
 * @param name {@code auto}, {@code cpu} or {@code cuda:N}
 */
public record DeviceChoice(String name) {
  private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,3})");

  /** Refuses names of no device. */
  public DeviceChoice {
    if (!name.equals("auto") && !name.equals("cpu") && !CUDA.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no device; say auto, cpu or cuda:0".formatted(name));
    }
  }

  /** Returns the choice of that name; {@code cuda} is the first CUDA device. */
  public static DeviceChoice of(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return new DeviceChoice(plain.equals("cuda") ? "cuda:0" : plain);
  }

  /**
   * Returns the device to run on.
   *
   * @throws ModelUnusableException if the machine does not have it
   */
  public ComputeDevice resolve(Devices devices) {
    if (name.equals("cpu")) {
      return ComputeDevice.CPU;
    }
    List<ComputeDevice> available = devices.available();
    Matcher cuda = CUDA.matcher(name);
    if (!cuda.matches()) {
      return available.stream().filter(ComputeDevice::cuda).findFirst().orElse(ComputeDevice.CPU);
    }
    ComputeDevice wanted = ComputeDevice.cuda(Integer.parseInt(cuda.group(1)));
    if (!available.contains(wanted)) {
      throw new ModelUnusableException(
          "There is no %s: the engine sees %s; choose one of them, or install its CUDA libraries"
              .formatted(wanted, available));
    }
    return wanted;
  }
}
