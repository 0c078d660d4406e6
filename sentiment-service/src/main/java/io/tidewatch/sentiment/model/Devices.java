package io.tidewatch.sentiment.model;

import java.util.List;

/** Lists what a model can run on. */
@FunctionalInterface
public interface Devices {

  /** Returns the devices of this machine that the engine was built for; the processor is first. */
  List<ComputeDevice> available();
}
