package io.tidewatch.sentiment.model;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The devices that the PyTorch engine finds: without CUDA libraries it sees the processor only. */
public final class EngineDevices implements Devices {
  private final Path natives;

  /**
   * Asks nothing yet.
   *
   * @param natives directory for the native libraries
   */
  public EngineDevices(Path natives) {
    this.natives = natives;
  }

  @Override
  public List<ComputeDevice> available() {
    Engines.configure(natives);
    int cuda = Engine.getEngine("PyTorch").getGpuCount();
    return Stream.concat(
            Stream.of(ComputeDevice.CPU), IntStream.range(0, cuda).mapToObj(ComputeDevice::cuda))
        .toList();
  }
}
