package io.tidewatch.ingestion.quarantine;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.ingestion.landing.LandingMark;
import io.tidewatch.ingestion.quarantine.RepairedRows.Place;
import io.tidewatch.ingestion.reading.KeptRecords;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The quarantine tables, read page by page or row by row. */
@Component
public class Quarantine {
  /** Column of the file's SHA-256. */
  public static final String SOURCE = "source";

  /** Column of the line of the file. */
  public static final String POSITION = "position";

  /** Column of the record as it came. */
  public static final String RECORD = "record";

  /** Column of when the record was received. */
  public static final String RECEIVED_AT = "received_at";

  private static final String RUN = "run_id";
  private static final String CHECK = "check_id";
  private static final String COLUMN = "column_name";
  private static final String REASON = "reason";

  private final Lake lake;
  private final RepairedRows repaired;
  private final Runs runs;

  Quarantine(Lake lake, RepairedRows repaired, Runs runs) {
    this.lake = lake;
    this.repaired = repaired;
    this.runs = runs;
  }

  /** Takes rows one by one. */
  public interface Taker {
    /** Takes a row; false ends the reading. */
    boolean take(Record row) throws IOException;
  }

  /** Gives every rejected row that the filter means. */
  public void forEach(DataSet dataSet, RowFilter filter, Taker taker) throws IOException {
    Optional<Table> table = lake.table(LakeLayout.QUARANTINE, dataSet.name());
    if (table.isEmpty()) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table.get()).where(filter.expression()).build()) {
      for (Record row : rows) {
        if (!taker.take(row)) {
          return;
        }
      }
    }
  }

  /**
   * Gives every rejected row that the filter means and that a repair may load: not those of files
   * of which nothing was loaded. Such a file is sent again as a whole, and all of its rows come
   * with it; one that had been repaired before would then be in the raw table twice.
   *
   * @return how many rows were passed over
   */
  public long forEachRepairable(DataSet dataSet, RowFilter filter, Taker taker) throws IOException {
    Set<String> unlanded = unlanded(dataSet);
    long[] passedOver = {0};
    forEach(
        dataSet,
        filter,
        row -> {
          if (unlanded.contains(String.valueOf(row.getField(RUN)))) {
            passedOver[0]++;
            return true;
          }
          return taker.take(row);
        });
    return passedOver[0];
  }

  /** A run of which only the raw table knows that it has landed bears its mark there. */
  private Set<String> unlanded(DataSet dataSet) {
    Set<UUID> runsOfFiles = runs.unlanded(dataSet.name());
    lake.table(LakeLayout.RAW, dataSet.name())
        .ifPresent(
            raw ->
                LandingMark.all(raw.properties())
                    .map(LandingMark::runId)
                    .forEach(runsOfFiles::remove));
    return runsOfFiles.stream().map(UUID::toString).collect(Collectors.toSet());
  }

  /** Rejected rows of a data set, a page of them. */
  Page<QuarantinedRow> page(DataSet dataSet, RowFilter filter, int page, int size)
      throws IOException {
    Optional<Table> table = lake.table(LakeLayout.QUARANTINE, dataSet.name());
    if (table.isEmpty()) {
      return new Page<>(List.of(), page, size, 0);
    }
    List<Record> found = new ArrayList<>();
    long[] skip = {(long) page * size};
    forEach(
        dataSet,
        filter,
        row -> {
          if (skip[0]-- <= 0) {
            found.add(row.copy());
          }
          return found.size() < size;
        });
    Map<Place, String> repairs =
        repaired.among(
            dataSet.name(), found.stream().map(Quarantine::place).collect(Collectors.toSet()));
    KeptRecords records = new KeptRecords(dataSet);
    return new Page<>(
        found.stream().map(row -> row(dataSet.name(), row, records, repairs)).toList(),
        page,
        size,
        total(table.get(), filter.expression()));
  }

  /** The rejected rows of a data set by check and column, most first. */
  List<RejectionGroup> groups(DataSet dataSet) throws IOException {
    Optional<Table> table = lake.table(LakeLayout.QUARANTINE, dataSet.name());
    if (table.isEmpty()) {
      return List.of();
    }
    Set<Place> loaded = new HashSet<>();
    Optional<Table> raw = lake.table(LakeLayout.RAW, dataSet.name());
    if (raw.isPresent()) {
      repaired.forEach(
          dataSet.name(),
          raw.get(),
          row ->
              loaded.add(
                  new Place(
                      String.valueOf(row.getField(Provenance.SOURCE)),
                      (Long) row.getField(Provenance.POSITION))));
    }
    Map<List<String>, RejectionGroup> groups = new HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table.get())
            .select(SOURCE, POSITION, CHECK, COLUMN, REASON, RECEIVED_AT)
            .build()) {
      for (Record row : rows) {
        RejectionGroup one = group(row, loaded.contains(place(row)));
        groups.merge(
            List.of(one.checkId(), one.columnName() == null ? "" : one.columnName()),
            one,
            Quarantine::together);
      }
    }
    return groups.values().stream()
        .sorted(Comparator.comparingLong(RejectionGroup::rows).reversed())
        .toList();
  }

  private static RejectionGroup group(Record row, boolean repaired) {
    return new RejectionGroup(
        String.valueOf(row.getField(CHECK)),
        (String) row.getField(COLUMN),
        1,
        repaired ? 1 : 0,
        String.valueOf(row.getField(REASON)),
        receivedAt(row));
  }

  private static RejectionGroup together(RejectionGroup one, RejectionGroup other) {
    return new RejectionGroup(
        one.checkId(),
        one.columnName(),
        one.rows() + other.rows(),
        one.repaired() + other.repaired(),
        one.sample(),
        one.lastReceivedAt().isAfter(other.lastReceivedAt())
            ? one.lastReceivedAt()
            : other.lastReceivedAt());
  }

  /** From the statistics of files where they tell; a file with other rows too is read. */
  private static long total(Table table, Expression wanted) throws IOException {
    StrictMetricsEvaluator allOf = new StrictMetricsEvaluator(table.schema(), wanted);
    long total = 0;
    try (CloseableIterable<FileScanTask> files = table.newScan().filter(wanted).planFiles()) {
      for (FileScanTask file : files) {
        if (!allOf.eval(file.file())) {
          return counted(table, wanted);
        }
        total += file.file().recordCount();
      }
    }
    return total;
  }

  private static long counted(Table table, Expression wanted) throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(wanted).select(RUN, CHECK, COLUMN).build()) {
      long count = 0;
      for (Record ignored : rows) {
        count++;
      }
      return count;
    }
  }

  private static Place place(Record row) {
    return new Place(
        String.valueOf(row.getField(SOURCE)),
        row.getField(POSITION) instanceof Long position ? position : -1);
  }

  private static Instant receivedAt(Record row) {
    return ((OffsetDateTime) row.getField(RECEIVED_AT)).toInstant();
  }

  private static QuarantinedRow row(
      String dataset, Record row, KeptRecords records, Map<Place, String> repairs) {
    return new QuarantinedRow(
        dataset,
        String.valueOf(row.getField(RUN)),
        String.valueOf(row.getField(SOURCE)),
        (String) row.getField("file"),
        (Long) row.getField(POSITION),
        (String) row.getField(COLUMN),
        String.valueOf(row.getField(CHECK)),
        String.valueOf(row.getField(REASON)),
        (String) row.getField("value"),
        records.masked((@Nullable String) row.getField(RECORD)),
        receivedAt(row),
        repairs.get(place(row)));
  }
}
