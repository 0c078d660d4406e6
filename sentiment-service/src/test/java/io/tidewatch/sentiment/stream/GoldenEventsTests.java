package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.testing.GoldenSamples;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GoldenEventsTests {
  @Test
  void readsAndWritesWhatTheOtherServicesDo() {
    GoldenSamples.assertReadsAndWrites(
        JsonMapper.shared(), ReviewReceived.class, SentimentScored.class);
  }
}
