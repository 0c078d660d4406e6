package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.lake.dataset.DataSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a click into the columns of the data set {@code clickstream}. */
final class ClickColumns {
  static final String DATA_SET = "clickstream";

  private final List<String> names;

  ClickColumns(DataSet dataSet) {
    this.names = dataSet.columns().stream().map(DataSet.Column::name).toList();
  }

  @Nullable Object[] values(ClickRecorded click) {
    @Nullable Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(click, names.get(i));
    }
    return values;
  }

  private static @Nullable Object value(ClickRecorded click, String column) {
    return switch (column) {
      case "event_id" -> click.eventId();
      case "event_time" -> click.createdAt().atOffset(ZoneOffset.UTC);
      case "event_type" -> click.type().wireName();
      case "customer_id" -> click.customerId();
      case "session_id" -> click.sessionId();
      case "product_id" -> click.productId();
      case "category" -> click.category();
      case "brand" -> click.brand();
      case "price" -> click.price();
      case "quantity" -> click.quantity();
      case "page" -> click.page();
      case "referrer" -> click.referrer();
      case "search_query" -> click.searchQuery();
      case "device" -> click.device();
      case "country" -> click.country();
      case "device_time" -> at(click.deviceCreatedAt());
      case "sent_at" -> at(click.sentAt());
      default -> null;
    };
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
