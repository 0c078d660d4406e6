package io.tidewatch.ingestion.reading;

import io.tidewatch.lake.dataset.DataSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads rejected records again, as quarantine keeps them: fields by header, in JSON. */
public final class KeptRecords {
  private static final String MASK = "***";

  private final Columns columns;
  private final JsonCells cells;
  private final boolean personal;

  public KeptRecords(DataSet dataSet) {
    this.columns = new Columns(dataSet);
    this.cells = new JsonCells(columns);
    this.personal = dataSet.columns().stream().anyMatch(DataSet.Column::pii);
  }

  /**
   * A record that was read again.
   *
   * @param fields its values by the headers of the file; empty if it is a line that nobody could
   *     take apart, or was cut because it is too long
   */
  public record Kept(SourceRecord record, Map<String, @Nullable String> fields) {}

  /** Reads a record. */
  public Kept read(long position, @Nullable String original) {
    JsonNode node = tree(original);
    if (node == null) {
      return new Kept(
          SourceRecord.broken(
              position,
              Flaw.ofRecord(
                  "not-repairable",
                  "The record was kept as a raw line, or cut: mend the file and send it again."),
              original == null ? "" : original),
          Map.of());
    }
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field ->
                fields.put(
                    field.getKey(), field.getValue().isNull() ? null : text(field.getValue())));
    return new Kept(cells.record(position, node), fields);
  }

  /** The record as it may be shown: values of personal columns are masked. */
  public @Nullable String masked(@Nullable String original) {
    if (original == null || !personal) {
      return original;
    }
    JsonNode node = tree(original);
    if (!(node instanceof ObjectNode fields)) {
      return "(%,d characters that could not be taken apart; they may hold personal values)"
          .formatted(original.length());
    }
    for (String header : fields.propertyNames().stream().toList()) {
      if (personal(header) && !fields.get(header).isNull()) {
        fields.put(header, MASK);
      }
    }
    return fields.toString();
  }

  /** Whether the header means a personal column. */
  public boolean personal(String header) {
    DataSet.Column column = column(header);
    return column != null && column.pii();
  }

  /** The column that the header means; null if it means none. */
  public DataSet.@Nullable Column column(String header) {
    Columns.Target target = columns.find(header);
    return target == null ? null : columns.dataSet().columns().get(target.ordinal());
  }

  private static @Nullable JsonNode tree(@Nullable String original) {
    if (original == null || !original.startsWith("{")) {
      return null;
    }
    try {
      JsonNode node = JsonCells.MAPPER.readTree(original);
      return node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String text(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }
}
