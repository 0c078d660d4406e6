package io.tidewatch.ingestion.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published schemas and the reading that HTTP and the lander share take the same items: each
 * item here is spoilt in a way of its own, and both say the same about it.
 */
class EventSchemasTests {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final CollectorProperties PROPERTIES =
      new CollectorProperties(
          org.springframework.util.unit.DataSize.ofMegabytes(4),
          org.springframework.util.unit.DataSize.ofMegabytes(24),
          256,
          Duration.ZERO,
          20_000,
          Duration.ofSeconds(30),
          Map.of(),
          Map.of());
  private static final List<String> VALUES =
      List.of(
          "null",
          "1",
          "0",
          "-1",
          "2.5",
          "5",
          "6",
          "1e12",
          "1e11",
          "2147483647",
          "2147483648",
          "true",
          "[]",
          "{}",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"view\"",
          "\" View \"",
          "\"dance\"",
          "\"review\"",
          "\"2026-11-20T10:00:00Z\"",
          "\"2026-11-20T10:00:00.123456Z\"",
          "\"2026-11-20\"",
          "\"2026-13-20T10:00:00Z\"",
          "\"2026-11-20T10:00:00+02:00\"",
          "1763632800000",
          "\"" + "x".repeat(12) + "\"",
          "\"" + "x".repeat(13) + "\"",
          "\"" + "x".repeat(200) + "\"",
          "\"" + "x".repeat(201) + "\"",
          "\"" + "x".repeat(10_001) + "\"",
          "\"" + "x".repeat(100_001) + "\"");

  private final ClickReading clicks = new ClickReading(JSON);
  private final ReviewReading reviews = new ReviewReading();
  private final SegmentReading segment =
      new SegmentReading(
          clicks, new ItemBodies(JSON, PROPERTIES), new SegmentNames(PROPERTIES), JSON);

  private interface Reading {
    void read(JsonNode item);
  }

  @Test
  void clicksOverHttp() throws IOException {
    assertAgreement(
        "click.v1",
        "{\"eventId\": \"e\", \"type\": \"cart\", \"customerId\": \"C\", \"sessionId\": \"s\", \"createdAt\": \"2026-11-20T10:00:00Z\", \"page\": \"/\", \"price\": 2.5, \"quantity\": 3, \"country\": \"DE\"}",
        item -> clicks.read(item, NOW, NOW));
  }

  @Test
  void reviews() throws IOException {
    assertAgreement(
        "review.v1",
        "{\"textId\": \"t\", \"kind\": \"complaint\", \"customerId\": \"C\", \"language\": \"de\", \"text\": \"gut\", \"stars\": 3, \"productId\": \"P\", \"writtenAt\": 1763632800}",
        item -> reviews.read(item, NOW));
  }

  @Test
  void identifyCalls() throws IOException {
    assertAgreement(
        "identify.v1",
        "{\"messageId\": \"m\", \"userId\": \"u\", \"anonymousId\": \"a\", \"traits\": {\"age\": 3}, \"timestamp\": \"2026-11-20T10:00:00Z\", \"context\": null}",
        item -> segment.read("identify", item, NOW));
  }

  @Test
  void everyClickTypeIsInTheSchema() throws IOException {
    Schema schema = schema("click.v1");
    for (ClickType type : ClickType.values()) {
      String item =
          "{\"type\": \"%s\", \"customerId\": \"C\", \"createdAt\": 1763632800}"
              .formatted(type.wireName());
      assertThat(complaints(schema, item)).as(item).isEmpty();
    }
  }

  @Test
  void segmentCallsThatTheSchemasTakeAreTaken() throws IOException {
    String track =
        "{\"type\": \"track\", \"userId\": \"u\", \"event\": \"Product Added\", \"properties\": {\"product_id\": 7, \"price\": 2.5}}";
    String page = "{\"type\": \"page\", \"anonymousId\": \"a\", \"properties\": {\"url\": \"/x\"}}";
    assertThat(complaints(schema("track.v1"), track)).isEmpty();
    assertThat(complaints(schema("page.v1"), page)).isEmpty();
    assertThat(complaints(schema("batch.v1"), "{\"batch\": [%s, %s]}".formatted(track, page)))
        .isEmpty();
    assertThat(segment.read("track", JSON.readTree(track), NOW)).hasSize(1);
    assertThat(segment.read("page", JSON.readTree(page), NOW)).hasSize(1);
    assertThat(complaints(schema("track.v1"), "{\"event\": \"Product Added\"}")).isNotEmpty();
  }

  /** The lander reads bytes, the collector trees. */
  @Test
  void clicksInKafkaAreReadAsThoseOverHttp() throws IOException {
    String good =
        "{\"eventId\": \"e\", \"type\": \"cart\", \"customerId\": \"C\", \"more\": {\"a\": [1, {}]}, \"createdAt\": \"2026-11-20T10:00:00Z\", \"price\": 2.5, \"quantity\": 3, \"country\": \"DE\"}";
    List<String> items = spoilt("click.v1", good);
    items.add("{\"eventId\": \"a\", \"eventId\": \"e\"," + good.substring(1));
    items.addAll(
        List.of("", " ", "{", "{\"a\":", good + good, good + "x", "{'a': 1}", "\uFEFF" + good));
    int taken = 0;
    for (String item : items) {
      String ofTree = outcome(() -> clicks.read(JSON.readTree(bytes(item)), null, NOW));
      assertThat(outcome(() -> clicks.read(bytes(item), NOW))).as(item).isEqualTo(ofTree);
      taken += ofTree.startsWith("ClickRecorded") ? 1 : 0;
    }
    assertThat(taken).isBetween(items.size() / 20, items.size() * 19 / 20);
  }

  private static byte[] bytes(String item) {
    return item.getBytes(StandardCharsets.UTF_8);
  }

  private static String outcome(Supplier<ClickRecorded> reading) {
    try {
      return reading.get().toString();
    } catch (InvalidFieldException e) {
      return e.field() + ": " + e.reason();
    } catch (JacksonException e) {
      return "no JSON";
    }
  }

  private static void assertAgreement(String name, String good, Reading reading)
      throws IOException {
    Schema schema = schema(name);
    List<String> items = spoilt(name, good);
    int taken = 0;
    for (String item : items) {
      String refused = refusal(reading, item);
      taken += refused == null ? 1 : 0;
      if (refused != null && refused.contains("before 1970")) {
        continue; // a schema knows no now
      }
      assertThat(complaints(schema, item).isEmpty())
          .as("%s: reading says %s, schema %s", item, refused, complaints(schema, item))
          .isEqualTo(refused == null);
    }
    assertThat(taken).isBetween(items.size() / 20, items.size() * 19 / 20);
  }

  private static List<String> spoilt(String name, String good) throws IOException {
    List<String> items = new ArrayList<>(List.of(good, "[]", "7", "\"x\"", "null", "{}"));
    List<String> fields =
        new ArrayList<>(JSON.readTree(schemaText(name)).path("properties").propertyNames());
    // set by the collector, passed over, or judged together with the time
    fields.removeAll(
        List.of("receivedAt", "deviceCreatedAt", "context", "sentAt", "originalTimestamp"));
    for (String field : fields) {
      ObjectNode without = (ObjectNode) JSON.readTree(good);
      without.remove(field);
      items.add(without.toString());
      for (String value : VALUES) {
        ObjectNode item = (ObjectNode) JSON.readTree(good);
        item.set(field, JSON.readTree(value));
        items.add(item.toString());
      }
    }
    Random dice = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode item = (ObjectNode) JSON.readTree(good);
      for (int j = 0; j < 2; j++) {
        String field = fields.get(dice.nextInt(fields.size()));
        if (item.has(field)) {
          item.set(field, JSON.readTree(VALUES.get(dice.nextInt(VALUES.size()))));
        }
      }
      items.add(item.toString());
    }
    return items;
  }

  private static String refusal(Reading reading, String item) {
    try {
      reading.read(JSON.readTree(item));
      return null;
    } catch (InvalidFieldException e) {
      return e.field() + ": " + e.reason();
    }
  }

  private static List<?> complaints(Schema schema, String item) {
    return schema.validate(
        item,
        InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schemaText(name), InputFormat.JSON);
  }

  private static String schemaText(String name) throws IOException {
    try (InputStream in = ClickType.class.getResourceAsStream("/schemas/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
