package io.tidewatch.churn;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.CuratedReady;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.testing.GoldenSamples;
import org.junit.jupiter.api.Test;

class GoldenSamplesTests {

  @Test
  void readsAndWritesTheEventsAsTheOtherServicesDo() {
    GoldenSamples.assertServiceReadsAndWrites(
        CuratedReady.class,
        FeaturesUpdated.class,
        ChurnScored.class,
        AnomalyDetected.class,
        PipelineRunReported.class);
  }
}
