package io.tidewatch.feature.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.anomaly.RateTopology;
import io.tidewatch.feature.online.ClickBaselines;
import io.tidewatch.feature.stream.JsonSerde;
import io.tidewatch.feature.view.FeatureVector;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * From clicks to features: read, set poison aside, bring each click to its customer's partition,
 * count.
 */
@Component
class LiveTopology {
  private final JsonMapper json;
  private final Function<String, Optional<FeatureVector>> baselines;
  private final LiveProperties properties;
  private final MeterRegistry meters;

  @Autowired
  LiveTopology(
      JsonMapper json, ClickBaselines baselines, LiveProperties properties, MeterRegistry meters) {
    this(json, baselines::find, properties, meters);
  }

  LiveTopology(
      JsonMapper json,
      Function<String, Optional<FeatureVector>> baselines,
      LiveProperties properties,
      MeterRegistry meters) {
    this.json = json;
    this.baselines = baselines;
    this.properties = properties;
    this.meters = meters;
  }

  @Autowired
  void build(StreamsBuilder builder) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ClickCounter.HISTORY),
                Serdes.String(),
                new ClickHistorySerde())
            .withCachingEnabled());

    KStream<String, ReadClick> read =
        builder.stream(
                Topics.CLICKSTREAM_EVENTS, Consumed.with(Serdes.String(), Serdes.ByteArray()))
            .process(() -> new ClickReader(json));

    read.filter((key, value) -> value.poison())
        .mapValues(ReadClick::original)
        .to(
            Topics.deadLetter(Topics.CLICKSTREAM_EVENTS),
            Produced.with(Serdes.String(), Serdes.ByteArray()));

    KStream<String, ClickRecorded> clicks =
        read.filterNot((key, value) -> value.poison()).mapValues(ReadClick::click);
    new RateTopology(json).watch(builder, clicks);
    // a plain producer may send a click under no key or another one
    KStream<String, ClickRecorded> moved =
        clicks
            .filterNot((key, click) -> click.customerId().equals(key))
            .selectKey((key, click) -> click.customerId())
            .repartition(
                Repartitioned.<String, ClickRecorded>as("clicks-by-customer")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(new JsonSerde<>(json, ClickRecorded.class)));

    clicks
        .filter((key, click) -> click.customerId().equals(key))
        .merge(moved)
        .process(() -> new ClickCounter(baselines, properties, meters), ClickCounter.HISTORY)
        .mapValues(FeatureVector::updated)
        .selectKey((customer, event) -> event.key())
        .to(
            Topics.FEATURES_CUSTOMER,
            Produced.with(Serdes.String(), new JsonSerde<>(json, FeaturesUpdated.class)));
  }
}
