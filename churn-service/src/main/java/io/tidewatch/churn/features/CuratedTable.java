package io.tidewatch.churn.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** A model's feature table at one fixed snapshot, read without an engine. */
public final class CuratedTable {
  private static final String CUSTOMER = "customer_id";
  private static final String AS_OF = "as_of";
  private final Table table;
  private final ChurnModel model;
  private final long snapshotId;

  CuratedTable(Table table, ChurnModel model, long snapshotId) {
    this.table = table;
    this.model = model;
    this.snapshotId = snapshotId;
  }

  /** The Iceberg snapshot that is read. */
  public long snapshotId() {
    return snapshotId;
  }

  /**
   * @param left labelled rows of customers who left
   * @param stayed labelled rows of customers who stayed
   */
  public record Labels(long left, long stayed) {
    /** Labelled rows. */
    public long total() {
      return left + stayed;
    }
  }

  /** How many rows have which label. */
  public Labels labels() {
    long[] counts = new long[2];
    if (table.schema().findField(model.label()) != null) {
      read(
          List.of(model.label()),
          row -> {
            if (row.getField(model.label()) instanceof Boolean left) {
              counts[left ? 0 : 1]++;
            }
          });
    }
    return new Labels(counts[0], counts[1]);
  }

  /** Hands over the newest row of every customer, in chunks, and returns how many there were. */
  public long newestRows(int chunkSize, Consumer<List<FeatureRow>> chunks) {
    Map<String, Instant> newest = new HashMap<>();
    read(
        List.of(CUSTOMER, AS_OF),
        row ->
            newest.merge(
                String.valueOf(row.getField(CUSTOMER)),
                instant(row.getField(AS_OF)),
                (a, b) -> a.isAfter(b) ? a : b));
    List<String> columns =
        Stream.of(List.of(CUSTOMER, AS_OF), model.categorical(), model.numeric())
            .flatMap(List::stream)
            .toList();
    List<FeatureRow> chunk = new ArrayList<>(chunkSize);
    long[] rows = new long[1];
    read(
        columns,
        record -> {
          FeatureRow row = row(record);
          // removed, so that a customer who is there twice at one instant counts once
          if (newest.remove(row.customerId(), row.asOf())) {
            chunk.add(row);
            rows[0]++;
            if (chunk.size() == chunkSize) {
              chunks.accept(List.copyOf(chunk));
              chunk.clear();
            }
          }
        });
    if (!chunk.isEmpty()) {
      chunks.accept(List.copyOf(chunk));
    }
    return rows[0];
  }

  private FeatureRow row(Record record) {
    Map<String, Double> numeric = new HashMap<>();
    for (String feature : model.numeric()) {
      if (record.getField(feature) instanceof Number number) {
        numeric.put(feature, number.doubleValue());
      }
    }
    Map<String, String> categorical = new HashMap<>();
    for (String feature : model.categorical()) {
      Object label = record.getField(feature);
      if (label != null) {
        categorical.put(feature, label.toString());
      }
    }
    return new FeatureRow(
        String.valueOf(record.getField(CUSTOMER)),
        instant(record.getField(AS_OF)),
        numeric,
        categorical);
  }

  private void read(List<String> columns, Consumer<Record> rows) {
    List<String> known = columns.stream().filter(c -> table.schema().findField(c) != null).toList();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(table).useSnapshot(snapshotId).select(known).build()) {
      records.forEach(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "table %s cannot be read at snapshot %d".formatted(table.name(), snapshotId), e);
    }
  }

  private static Instant instant(@Nullable Object value) {
    return switch (value) {
      case OffsetDateTime at -> at.toInstant();
      case LocalDateTime at -> at.toInstant(ZoneOffset.UTC);
      case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
      case null, default ->
          throw new IllegalStateException("column as_of holds %s, not a time".formatted(value));
    };
  }
}
