package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import io.tidewatch.contracts.events.CustomerIdentified;
import io.tidewatch.contracts.events.TidewatchEvent;
import io.tidewatch.contracts.events.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads Segment calls as the platform's events; a click is then held to the rules of clicks. */
@Component
class SegmentReading {
  private static final int ID = 200;
  private static final int MOST_PRODUCTS = 1_000;
  private static final Set<String> ABOUT_CUSTOMERS = Set.of("identify", "group", "alias");
  private static final List<String> FROM_PROPERTIES =
      List.of("category", "brand", "price", "quantity");
  private static final TypeReference<Map<String, Object>> TRAITS = new TypeReference<>() {};

  private final ClickReading clicks;
  private final ItemBodies bodies;
  private final SegmentNames names;
  private final JsonMapper json;

  SegmentReading(ClickReading clicks, ItemBodies bodies, SegmentNames names, JsonMapper json) {
    this.clicks = clicks;
    this.bodies = bodies;
    this.names = names;
    this.json = json;
  }

  /** The calls of a batch; when it was sent, and its context, hold for each that says nothing. */
  ItemBodies.Items calls(ItemBodies.Items documents) {
    ItemBodies.Items calls =
        new ItemBodies.Items(new ArrayList<>(), new ArrayList<>(), documents.broken());
    for (JsonNode document : documents.nodes()) {
      if (!document.path("batch").isArray()) {
        throw CollectorException.malformed("A batch is {\"batch\": [calls]}. Nothing was taken.");
      }
      for (JsonNode call : document.path("batch")) {
        if (call instanceof ObjectNode object) {
          for (String shared : List.of("sentAt", "context")) {
            if (object.path(shared).isMissingNode() && document.has(shared)) {
              object.set(shared, document.get(shared));
            }
          }
        }
        bodies.add(calls, call);
      }
    }
    if (calls.nodes().isEmpty()) {
      throw CollectorException.empty();
    }
    return calls;
  }

  /**
   * Reads calls that were received now.
   *
   * @param type finds what kind of call it is
   */
  ItemReading of(Function<JsonNode, String> type, Instant receivedAt) {
    return new ItemReading() {
      @Override
      public String topic() {
        return Topics.CLICKSTREAM_EVENTS;
      }

      @Override
      public List<? extends TidewatchEvent> events(JsonNode call) {
        return read(type.apply(call), call, receivedAt);
      }

      private @Nullable String kind(JsonNode call) {
        try {
          return type.apply(call);
        } catch (InvalidFieldException e) {
          return null;
        }
      }

      @Override
      public List<? extends JsonNode> refused(JsonNode call) {
        return SegmentReading.this.refused(call, kind(call), receivedAt);
      }
    };
  }

  /** What kind of call of a batch it is. */
  String type(JsonNode call) {
    return new ItemFields(call).requiredText("type", ID);
  }

  /**
   * The events in a call; an order has one for each of its products.
   *
   * @throws InvalidFieldException naming the field and what is wrong with it
   */
  List<? extends TidewatchEvent> read(String type, JsonNode call, Instant receivedAt) {
    return switch (type) {
      case "track" ->
          track(call, names.type(new ItemFields(call).requiredText("event", ID)), receivedAt);
      case "page", "screen" -> List.of(click(call, ClickType.PAGE_VIEW, null, receivedAt));
      case "identify" -> List.of(identified(call, receivedAt));
      default ->
          throw new InvalidFieldException(
              "type",
              "'%s' calls are not taken; track, page, screen and identify are.".formatted(type));
    };
  }

  private List<ClickRecorded> track(JsonNode call, ClickType type, Instant receivedAt) {
    return products(call, type).stream()
        .map(product -> click(call, type, product, receivedAt))
        .toList();
  }

  private record Product(JsonNode node, int number) {}

  /**
   * The products of an order, of which each is a click; otherwise one that is null.
   *
   * @throws InvalidFieldException if there are too many
   */
  private static List<@Nullable Product> products(JsonNode call, @Nullable ClickType type) {
    List<@Nullable Product> found = new ArrayList<>();
    JsonNode products = call.path("properties").path("products");
    if (type == ClickType.PURCHASE && products.isArray()) {
      if (products.size() > MOST_PRODUCTS) {
        throw new InvalidFieldException(
            "properties.products",
            "The order has %,d products, at most %,d are taken."
                .formatted(products.size(), MOST_PRODUCTS));
      }
      for (JsonNode product : products) {
        found.add(new Product(product, found.size() + 1));
      }
    }
    if (found.isEmpty()) {
      found.add(null);
    }
    return found;
  }

  private ClickRecorded click(
      JsonNode call, ClickType type, @Nullable Product product, Instant receivedAt) {
    new ItemFields(call).text("messageId", ID);
    ObjectNode click = asClick(call, type.wireName(), product);
    click.put("customerId", customer(call));
    click.put("createdAt", created(call, receivedAt).toString());
    return clicks.read(click, receivedAt, receivedAt);
  }

  /**
   * A refused call as the clicks that it was meant to be, with what is wrong in them. Calls about a
   * customer are not kept: they are no clicks, and full of what is personal.
   */
  private List<? extends JsonNode> refused(
      JsonNode call, @Nullable String kind, Instant receivedAt) {
    if (!call.isObject()) {
      return List.of(call);
    }
    if (kind != null && ABOUT_CUSTOMERS.contains(kind)) {
      return List.of();
    }
    String name = "track".equals(kind) ? call.path("event").asString("") : "";
    ClickType type = known(kind, name);
    String given = name.isEmpty() ? kind : name;
    List<@Nullable Product> products;
    try {
      products = products(call, type);
    } catch (InvalidFieldException e) {
      return List.of(call);
    }
    return products.stream()
        .map(product -> asClick(call, type == null ? given : type.wireName(), product))
        .map(click -> asGiven(call, click, receivedAt))
        .toList();
  }

  private static ObjectNode asGiven(JsonNode call, ObjectNode click, Instant receivedAt) {
    set(click, "customerId", call.path("userId"), call.path("anonymousId"));
    set(
        click,
        "createdAt",
        call.path("timestamp"),
        call.path("originalTimestamp"),
        call.path("sentAt"),
        StringNode.valueOf(receivedAt.toString()));
    return click;
  }

  private @Nullable ClickType known(@Nullable String kind, String name) {
    if ("page".equals(kind) || "screen".equals(kind)) {
      return ClickType.PAGE_VIEW;
    }
    try {
      return names.type(name);
    } catch (InvalidFieldException e) {
      return null;
    }
  }

  /** The click in a call, as it says it: without its customer and time, and not checked. */
  private static ObjectNode asClick(
      JsonNode call, @Nullable String type, @Nullable Product product) {
    JsonNode properties = call.path("properties");
    JsonNode context = call.path("context");
    JsonNode about = product == null ? properties : product.node();
    String messageId = call.path("messageId").asString("");
    ObjectNode click = JsonNodeFactory.instance.objectNode();
    if (!messageId.isBlank()) {
      click.put("eventId", product == null ? messageId : messageId + "-" + product.number());
    }
    click.put("type", type);
    set(click, "sentAt", call.path("sentAt"));
    set(
        click,
        "sessionId",
        properties.path("sessionId"),
        properties.path("session_id"),
        context.path("sessionId"));
    set(
        click,
        "page",
        properties.path("url"),
        context.path("page").path("url"),
        properties.path("path"),
        context.path("page").path("path"),
        call.path("name"));
    set(click, "referrer", properties.path("referrer"), context.path("page").path("referrer"));
    set(click, "searchQuery", properties.path("query"));
    set(click, "device", context.path("device").path("type"));
    set(click, "country", context.path("location").path("country"));
    FROM_PROPERTIES.forEach(field -> set(click, field, about.path(field)));
    String productId =
        first(about.path("product_id"), about.path("productId"), about.path("sku")).asString("");
    if (!productId.isEmpty()) {
      click.put("productId", productId); // a number in some shops
    }
    return click;
  }

  private CustomerIdentified identified(JsonNode call, Instant receivedAt) {
    ItemFields fields = new ItemFields(call);
    String messageId = fields.text("messageId", ID);
    JsonNode traits = call.path("traits");
    if (!traits.isObject() && !traits.isNull() && !traits.isMissingNode()) {
      throw new InvalidFieldException("traits", "The traits are no object.");
    }
    Instant sentAt = fields.instant("sentAt");
    SentTimes times = SentTimes.of(created(call, receivedAt), sentAt, receivedAt, receivedAt);
    return new CustomerIdentified(
        messageId == null || messageId.isBlank() ? UUID.randomUUID().toString() : messageId,
        fields.requiredText("userId", ID),
        fields.text("anonymousId", ID),
        traits(traits),
        times.createdAt(),
        sentAt,
        receivedAt,
        times.deviceCreatedAt());
  }

  private Map<String, Object> traits(JsonNode traits) {
    if (!traits.isObject()) {
      return Map.of();
    }
    return json.convertValue(traits, TRAITS);
  }

  private static String customer(JsonNode call) {
    ItemFields fields = new ItemFields(call);
    String user = fields.text("userId", ID);
    return user == null || user.isBlank() ? fields.requiredText("anonymousId", ID) : user;
  }

  private static Instant created(JsonNode call, Instant receivedAt) {
    ItemFields fields = new ItemFields(call);
    for (String field : List.of("timestamp", "originalTimestamp", "sentAt")) {
      Instant at = fields.instant(field);
      if (at != null) {
        return at;
      }
    }
    return receivedAt;
  }

  private static void set(ObjectNode click, String field, JsonNode... candidates) {
    JsonNode value = first(candidates);
    if (!value.isMissingNode()) {
      click.set(field, value);
    }
  }

  private static JsonNode first(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (!candidate.isMissingNode() && !candidate.isNull()) {
        return candidate;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }
}
