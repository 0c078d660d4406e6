package io.tidewatch.sentiment.model;

import ai.djl.Device;

/**
 * Something that a model can run on.
 *
 * @param cuda whether it is a CUDA device; the processor otherwise
 * @param index which of the CUDA devices, from 0
 */
public record ComputeDevice(boolean cuda, int index) {
  /** The processor. */
  public static final ComputeDevice CPU = new ComputeDevice(false, 0);

  /** Returns the CUDA device of that index. */
  public static ComputeDevice cuda(int index) {
    return new ComputeDevice(true, index);
  }

  Device engineDevice() {
    return cuda ? Device.gpu(index) : Device.cpu();
  }

  @Override
  public String toString() {
    return cuda ? "cuda:" + index : "cpu";
  }
}
