package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.lake.dataset.DataSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a click into the columns of the data set {@code clickstream}. */
final class ClickColumns {
  static final String DATA_SET = "clickstream";

  private final List<Function<ClickRecorded, @Nullable Object>> columns;

  ClickColumns(DataSet dataSet) {
    this.columns = dataSet.columns().stream().map(column -> value(column.name())).toList();
  }

  @Nullable Object[] values(ClickRecorded click) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).apply(click);
    }
    return values;
  }

  private static Function<ClickRecorded, @Nullable Object> value(String column) {
    return switch (column) {
      case "event_id" -> click -> click.eventId();
      case "event_time" -> click -> click.createdAt();
      case "event_type" -> click -> click.type().wireName();
      case "customer_id" -> click -> click.customerId();
      case "session_id" -> click -> click.sessionId();
      case "product_id" -> click -> click.productId();
      case "category" -> click -> click.category();
      case "brand" -> click -> click.brand();
      case "price" -> click -> click.price();
      case "quantity" -> click -> click.quantity();
      case "page" -> click -> click.page();
      case "referrer" -> click -> click.referrer();
      case "search_query" -> click -> click.searchQuery();
      case "device" -> click -> click.device();
      case "country" -> click -> click.country();
      case "device_time" -> click -> click.deviceCreatedAt();
      case "sent_at" -> click -> click.sentAt();
      default -> click -> null;
    };
  }
}
