package io.tidewatch.feature.anomaly;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.stream.JsonSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import tools.jackson.databind.json.JsonMapper;

/** From clicks to anomalies of their rate: tallied a partition, added up in one place, judged. */
public final class RateTopology {
  private final JsonMapper json;

  public RateTopology(JsonMapper json) {
    this.json = json;
  }

  /** Watches the rate of these clicks. */
  public void watch(StreamsBuilder builder, KStream<String, ClickRecorded> clicks) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(RateWatch.RATE),
            Serdes.String(),
            new JsonSerde<>(json, UsualRate.class)));
    clicks
        .process(ClickTally::new)
        .repartition(
            Repartitioned.<String, Long>as("click-tallies")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long())
                .withNumberOfPartitions(1))
        .process(RateWatch::new, RateWatch.RATE)
        .to(
            Topics.ANOMALIES_DETECTED,
            Produced.with(Serdes.String(), new JsonSerde<>(json, AnomalyDetected.class)));
  }
}
