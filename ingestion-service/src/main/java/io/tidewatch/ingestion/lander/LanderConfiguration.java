package io.tidewatch.ingestion.lander;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.ingestion.events.ClickReading;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.kafka.EventPublisher;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

@Configuration
@ConditionalOnProperty(
    name = "tidewatch.ingestion.lander.enabled",
    havingValue = "true",
    matchIfMissing = true)
class LanderConfiguration {
  @Bean
  LanderLifecycle landerLifecycle(
      ConsumerFactory<?, ?> consumers,
      ProducerFactory<?, ?> producers,
      Lake lake,
      DataSets dataSets,
      ClickReading reading,
      Runs runs,
      RunReports reports,
      EventPublisher events,
      LanderProperties properties,
      MeterRegistry meters,
      Clock clock) {
    DataSet clicks =
        dataSets
            .find(ClickColumns.DATA_SET)
            .orElseThrow(() -> new IllegalStateException("datasets/clickstream.yaml is missing"));
    LanderGauges gauges = new LanderGauges(meters);
    KafkaTemplate<byte[], byte[]> kafka = bytes(producers);
    return new LanderLifecycle(
        () ->
            new ClickLander(
                consumer(consumers, properties.group()),
                lake,
                clicks,
                reading,
                new DeadLetters(kafka, meters),
                new LandingPeriod(runs, reports, events, properties, clock),
                properties,
                gauges,
                meters,
                clock),
        kafka);
  }

  private static Consumer<byte[], byte[]> consumer(ConsumerFactory<?, ?> defaults, String group) {
    Map<String, Object> settings = new HashMap<>(defaults.getConfigurationProperties());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    // few fetches with much in them: a click waits for its commit anyway
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 256 << 10);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 200);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new DefaultKafkaConsumerFactory<byte[], byte[]>(settings).createConsumer();
  }

  private static KafkaTemplate<byte[], byte[]> bytes(ProducerFactory<?, ?> defaults) {
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            new HashMap<>(defaults.getConfigurationProperties()),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }
}
