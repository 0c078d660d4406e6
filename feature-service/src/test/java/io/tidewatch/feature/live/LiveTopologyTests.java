package io.tidewatch.feature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureViews;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveTopologyTests {
  private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, FeatureVector> baselines = new HashMap<>();
  private TopologyTestDriver driver = open();
  private TestInputTopic<String, byte[]> clicks = input();
  private TestOutputTopic<String, String> features = output(Topics.FEATURES_CUSTOMER);
  private TestOutputTopic<String, String> letters =
      output(Topics.deadLetter(Topics.CLICKSTREAM_EVENTS));

  @BeforeEach
  void noBaselines() {
    baselines.clear();
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void turnsEachClickIntoTheCustomersFeatures() {
    click("1", ClickType.VIEW, "p1", 10.0, 0);
    click("2", ClickType.VIEW, "p2", 20.0, 60);
    click("3", ClickType.CART, "p2", 20.0, 120);
    click("4", ClickType.PURCHASE, "p2", null, 7200);

    FeaturesUpdated last = last();
    assertThat(last.view()).isEqualTo("clickstream");
    assertThat(last.asOf()).isEqualTo(START.plusSeconds(7200));
    expect(last, "events_1h", 1);
    expect(last, "events_24h", 4);
    expect(last, "events_7d", 4);
    expect(last, "sessions_7d", 2);
    expect(last, "views_7d", 2);
    expect(last, "purchases_30d", 1);
    expect(last, "distinct_products_7d", 2);
    expect(last, "average_price_7d", 50.0 / 3);
    expect(last, "cart_to_view_7d", 0.5);
    expect(last, "average_session_minutes_30d", 1);
    expect(last, "activity_trend", 1);
    assertThat(last.numeric().keySet())
        .containsExactlyInAnyOrderElementsOf(FeatureViews.CLICKSTREAM.numeric());
  }

  @Test
  void countsEachEventIdOnce() {
    click("1", ClickType.VIEW, "p1", 10.0, 0);
    click("1", ClickType.VIEW, "p1", 10.0, 0);
    click("2", ClickType.VIEW, "p1", 10.0, 5);
    click("1", ClickType.VIEW, "p1", 10.0, 9);

    assertThat(features.getQueueSize()).isEqualTo(2);
    expect(last(), "events_24h", 2);
  }

  @Test
  void addsClicksToWhatWasMaterialised() {
    baselines.put(
        "ann",
        new FeatureVector(
            "clickstream",
            "ann",
            START.minusSeconds(600),
            Map.of(
                "events_1h",
                2.0,
                "events_24h",
                5.0,
                "events_7d",
                20.0,
                "events_30d",
                40.0,
                "sessions_7d",
                3.0,
                "sessions_30d",
                8.0,
                "views_7d",
                10.0,
                "carts_7d",
                2.0,
                "average_price_7d",
                10.0,
                "activity_trend",
                0.5),
            Map.of()));
    click("old", ClickType.VIEW, "p1", 10.0, -700); // the materialisation has counted this one
    click("new", ClickType.VIEW, "p1", 22.0, 0);

    FeaturesUpdated last = last();
    expect(last, "events_1h", 3);
    expect(last, "events_24h", 6);
    expect(last, "events_7d", 21);
    expect(last, "events_30d", 41);
    expect(last, "sessions_7d", 3); // goes on with the visit of 700 s ago
    expect(last, "views_7d", 11);
    expect(last, "cart_to_view_7d", 2.0 / 11);
    expect(last, "average_price_7d", (12 * 10.0 + 22) / 13);
    expect(last, "activity_trend", (31 - 10) / 41.0);
  }

  @Test
  void letsAMaterialisedWindowGoOnceItIsOver() {
    baselines.put(
        "ann",
        new FeatureVector(
            "clickstream",
            "ann",
            START.minus(Duration.ofHours(3)),
            Map.of("events_1h", 9.0, "events_24h", 9.0),
            Map.of()));
    click("1", ClickType.VIEW, "p1", 10.0, 0);

    FeaturesUpdated last = last();
    expect(last, "events_1h", 1);
    expect(last, "events_24h", 10);
  }

  @Test
  void putsLateClicksInTheirPlace() {
    click("1", ClickType.VIEW, "p1", 10.0, 0);
    click("3", ClickType.VIEW, "p1", 10.0, 2400);
    expect(last(), "sessions_7d", 2);
    click("2", ClickType.VIEW, "p1", 10.0, 1200); // joins both visits

    FeaturesUpdated last = last();
    assertThat(last.asOf()).isEqualTo(START.plusSeconds(2400));
    expect(last, "events_1h", 3);
    expect(last, "sessions_7d", 1);

    click("0", ClickType.VIEW, "p1", 10.0, -(int) Duration.ofDays(3).toSeconds());
    assertThat(features.isEmpty()).as("older than what is kept").isTrue();
  }

  @Test
  void doesNotBelieveClocksOfTheFuture() {
    clicks.pipeInput("ann", bytes("1", START.plusSeconds(86_400)), START);
    assertThat(last().asOf()).isEqualTo(START);
  }

  @Test
  void deadLettersPoisonAndGoesOn() {
    clicks.pipeInput("ann", "{\"eventId\":".getBytes(StandardCharsets.UTF_8), START);
    clicks.pipeInput("ann", "{\"eventId\":\"x\"}".getBytes(StandardCharsets.UTF_8), START);
    clicks.pipeInput("ann", "null".getBytes(StandardCharsets.UTF_8), START);
    clicks.pipeInput("ann", null, START);
    click("1", ClickType.VIEW, "p1", 10.0, 0);

    List<TestRecord<String, String>> dead = letters.readRecordsToList();
    assertThat(dead).hasSize(4);
    assertThat(dead.getFirst().value()).isEqualTo("{\"eventId\":");
    assertThat(
            new String(
                dead.get(1).headers().lastHeader("kafka_dlt-exception-message").value(),
                StandardCharsets.UTF_8))
        .contains("'type'");
    expect(last(), "events_24h", 1);
  }

  @Test
  void bringsClicksUnderAnyKeyToTheirCustomer() {
    clicks.pipeInput((String) null, bytes("1", START), START);
    clicks.pipeInput("other", bytes("2", START.plusSeconds(1)), START.plusSeconds(1));
    clicks.pipeInput("ann", bytes("3", START.plusSeconds(2)), START.plusSeconds(2));

    List<TestRecord<String, String>> all = features.readRecordsToList();
    assertThat(all).hasSize(3).allMatch(r -> r.key().equals("ann|clickstream"));
    expect(json.readValue(all.getLast().value(), FeaturesUpdated.class), "events_24h", 3);
  }

  @Test
  void remembersNoMoreClicksThanAllowed() {
    for (int i = 0; i < 20; i++) {
      click("e" + i, ClickType.VIEW, "p1", 10.0, i);
    }
    expect(last(), "events_24h", 16);
  }

  private void click(String id, ClickType type, String product, Double price, int second) {
    Instant at = START.plusSeconds(second);
    ClickRecorded click =
        new ClickRecorded(
            id, type, "ann", null, at, null, null, null, null, product, "c1", null, price, null,
            null, null, null);
    clicks.pipeInput("ann", json.writeValueAsBytes(click), START.plusSeconds(Math.max(0, second)));
  }

  private byte[] bytes(String id, Instant at) {
    return json.writeValueAsBytes(
        new ClickRecorded(
            id,
            ClickType.VIEW,
            "ann",
            null,
            at,
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
            null));
  }

  private FeaturesUpdated last() {
    List<String> all = features.readValuesToList();
    assertThat(all).isNotEmpty();
    return json.readValue(all.getLast(), FeaturesUpdated.class);
  }

  private static void expect(FeaturesUpdated event, String name, double value) {
    assertThat(event.numeric().get(name)).as(name).isCloseTo(value, within(1e-6));
  }

  private TopologyTestDriver open() {
    StreamsBuilder builder = new StreamsBuilder();
    new LiveTopology(
            json,
            id -> Optional.ofNullable(baselines.get(id)),
            new LiveProperties(Duration.ofHours(24), 16, Duration.ofHours(72)),
            new SimpleMeterRegistry())
        .build(builder);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnprocessableClicks.class);
    config.put(
        StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/live-topology");
    return new TopologyTestDriver(builder.build(), config, START);
  }

  private TestInputTopic<String, byte[]> input() {
    return driver.createInputTopic(
        Topics.CLICKSTREAM_EVENTS, new StringSerializer(), new ByteArraySerializer());
  }

  private TestOutputTopic<String, String> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer());
  }
}
