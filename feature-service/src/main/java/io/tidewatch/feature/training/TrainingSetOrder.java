package io.tidewatch.feature.training;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A training set that waits to be built, as the scheduler keeps it. */
record TrainingSetOrder(UUID run, String view, List<Instant> cutoffs) implements Serializable {

  TrainingSetOrder {
    cutoffs = List.copyOf(cutoffs);
  }

  /** The lake table that will hold the rows. */
  String table() {
    return "curated.training_" + run.toString().replace("-", "");
  }
}
