package io.tidewatch.ingestion.typing;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types the records of one data set; the result is a row, or the flaw that keeps it out. */
public final class RowTyping {
  private final DataSet dataSet;
  private final Cell[] cells;
  private final int[] key;
  private final int eventTime;
  private final @Nullable Integer lateAfterDays;
  private final List<Flaw> warnings = new ArrayList<>();

  public RowTyping(DataSet dataSet) {
    List<DataSet.Column> columns = dataSet.columns();
    this.dataSet = dataSet;
    this.cells =
        columns.stream()
            .map(c -> new Cell(c, check -> dataSet.policy(c.name(), check) == Policy.WARN))
            .toArray(Cell[]::new);
    List<String> names = columns.stream().map(DataSet.Column::name).toList();
    List<String> keyNames = dataSet.key().isEmpty() ? names : dataSet.key();
    this.key = keyNames.stream().mapToInt(names::indexOf).toArray();
    this.eventTime = dataSet.eventTime() == null ? -1 : names.indexOf(dataSet.eventTime());
    this.lateAfterDays = dataSet.lateAfterDays();
  }

  /**
   * Types a record.
   *
   * @param row takes the values, in the order of the data set's columns
   * @return why the record is no row, or null if it is one
   */
  public @Nullable Flaw type(SourceRecord source, @Nullable Object[] row) {
    warnings.clear();
    if (source.flaw() != null) {
      return source.flaw();
    }
    boolean generate = false;
    for (int i = 0; i < cells.length; i++) {
      String text = source.cells()[i];
      if (cells[i].column().generated() != null && (text == null || text.isBlank())) {
        generate = true;
        row[i] = null;
        continue;
      }
      Object value = cells[i].typed(text);
      if (value instanceof Flaw flaw) {
        return flaw;
      }
      if (value instanceof Cell.Doubtful doubtful) {
        warnings.add(doubtful.flaw());
        value = doubtful.value();
      }
      row[i] = value;
    }
    if (generate) {
      fillGenerated(source.position(), row);
    }
    return null;
  }

  /** What was wrong with the record typed last and did not keep it out. */
  public List<Flaw> warnings() {
    return warnings.isEmpty() ? List.of() : List.copyOf(warnings);
  }

  /** Whether a flaw keeps out not only its row but the whole file. */
  public boolean failsFile(Flaw flaw) {
    return dataSet.policy(flaw.column(), flaw.check()) == Policy.FAIL_FILE;
  }

  private void fillGenerated(long position, @Nullable Object[] row) {
    String hash = RowHash.of(position, row);
    for (int i = 0; i < cells.length; i++) {
      if (row[i] == null && cells[i].column().generated() != null) {
        row[i] = hash;
      }
    }
  }

  /** A digest of the row's key: two rows of one data set with the same one are duplicates. */
  public RowHash.Key key(@Nullable Object[] row) {
    return RowHash.key(row, key);
  }

  /** Whether the row happened too long before it was received. */
  public boolean late(@Nullable Object[] row, Instant receivedAt) {
    if (eventTime < 0 || lateAfterDays == null) {
      return false;
    }
    Object time = row[eventTime];
    Instant happened =
        switch (time) {
          case Instant instant -> instant;
          case OffsetDateTime instant -> instant.toInstant();
          case LocalDate day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          case null, default -> null;
        };
    return happened != null && happened.isBefore(receivedAt.minus(lateAfterDays, ChronoUnit.DAYS));
  }
}
