package io.tidewatch.dashboard;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.testing.GoldenSamples;
import org.junit.jupiter.api.Test;

class EventContractsTests {
  @Test
  void readsAndWritesTheEventsThatItSharesWithOtherServices() {
    GoldenSamples.assertServiceReadsAndWrites(
        ClickRecorded.class,
        FeaturesUpdated.class,
        ChurnScored.class,
        SentimentScored.class,
        AnomalyDetected.class,
        PipelineRunReported.class);
  }
}
