package io.tidewatch.feature.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.stream.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RateTopologyTests {
  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");

  private final JsonMapper json = JsonMapper.builder().build();
  private final TopologyTestDriver driver = open();
  private final TestInputTopic<String, ClickRecorded> clicks =
      driver.createInputTopic(
          Topics.CLICKSTREAM_EVENTS, new StringSerializer(), clickSerde().serializer());
  private final TestOutputTopic<String, AnomalyDetected> anomalies =
      driver.createOutputTopic(
          Topics.ANOMALIES_DETECTED,
          new StringDeserializer(),
          new JsonSerde<>(json, AnomalyDetected.class).deserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void reportsAMinuteFarFromTheUsualRateOnce() {
    for (int minute = 0; minute < 15; minute++) {
      clicksInAMinute(18 + minute % 5);
    }
    assertThat(anomalies.isEmpty()).isTrue();

    clicksInAMinute(150);
    clicksInAMinute(20);
    clicksInAMinute(20);

    List<AnomalyDetected> found = anomalies.readValuesToList();
    assertThat(found).hasSize(1);
    AnomalyDetected surge = found.getFirst();
    assertThat(surge.metric()).isEqualTo("clicks-per-minute");
    assertThat(surge.observed()).isEqualTo(150);
    assertThat(surge.expected()).isCloseTo(20, within(1.5));
    assertThat(surge.severity()).isEqualTo("critical");
    assertThat(surge.message()).isEqualTo("150 clicks in one minute where about 20 are usual");
  }

  @Test
  void reportsThatClicksHaveStopped() {
    for (int minute = 0; minute < 15; minute++) {
      clicksInAMinute(60);
    }
    clicksInAMinute(0);
    clicksInAMinute(0);
    assertThat(anomalies.readValuesToList())
        .isNotEmpty()
        .allMatch(a -> a.observed() == 0 && a.expected() > 40);
  }

  @Test
  void learnsTheRateBeforeItJudges() {
    clicksInAMinute(5);
    clicksInAMinute(500);
    clicksInAMinute(5);
    clicksInAMinute(0);
    assertThat(anomalies.isEmpty()).isTrue();
  }

  private void clicksInAMinute(int count) {
    for (int i = 0; i < count; i++) {
      clicks.pipeInput("c" + i, click("c" + i));
    }
    for (int i = 0; i < 12; i++) {
      driver.advanceWallClockTime(Duration.ofSeconds(5));
    }
  }

  private static ClickRecorded click(String customer) {
    return new ClickRecorded(
        "e",
        ClickType.VIEW,
        customer,
        null,
        START,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private JsonSerde<ClickRecorded> clickSerde() {
    return new JsonSerde<>(json, ClickRecorded.class);
  }

  private TopologyTestDriver open() {
    StreamsBuilder builder = new StreamsBuilder();
    new RateTopology(json)
        .watch(
            builder,
            builder.stream(
                Topics.CLICKSTREAM_EVENTS, Consumed.with(Serdes.String(), clickSerde())));
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(
        StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/rate-topology");
    return new TopologyTestDriver(builder.build(), config, START);
  }
}
