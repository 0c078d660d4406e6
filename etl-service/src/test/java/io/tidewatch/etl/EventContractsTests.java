package io.tidewatch.etl;

import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.ProcessedReady;
import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.testing.GoldenSamples;
import org.junit.jupiter.api.Test;

class EventContractsTests {
  @Test
  void readsAndWritesTheEventsThatItSharesWithOtherServices() {
    GoldenSamples.assertServiceReadsAndWrites(
        RawLanded.class, ProcessedReady.class, PipelineRunReported.class);
  }
}
