package io.tidewatch.ingestion;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.testing.GoldenSamples;
import org.junit.jupiter.api.Test;

class EventContractsTests {
  @Test
  void readsAndWritesTheEventsThatItSharesWithOtherServices() {
    GoldenSamples.assertServiceReadsAndWrites(
        ClickRecorded.class, ReviewReceived.class, RawLanded.class, PipelineRunReported.class);
  }
}
