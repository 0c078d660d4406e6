package io.tidewatch.ingestion.landing;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.lake.TableSchemas;
import io.tidewatch.lake.dataset.DataSet;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** Makes rows of a data set's quarantine table; values of personal columns are masked. */
public final class QuarantineRows {
  private static final String MASK = "***";
  private static final int LONGEST_VALUE = 1_000;
  private static final int LONGEST_RECORD = 64_000;

  private final GenericRecord template = GenericRecord.create(TableSchemas.QUARANTINE);
  private final Set<String> personal;
  private final String runId;
  private final @Nullable String file;

  /**
   * @param file name of the file that the rows came in; null if they came by a topic
   */
  public QuarantineRows(DataSet dataSet, String runId, @Nullable String file) {
    this.personal =
        dataSet.columns().stream()
            .filter(DataSet.Column::pii)
            .map(DataSet.Column::name)
            .collect(Collectors.toSet());
    this.runId = runId;
    this.file = file;
  }

  /**
   * A rejected record with the reason; the record is kept as it came, for its repair.
   *
   * @param source SHA-256 of the file, or topic and partition; with the position it names the
   *     record for ever
   * @param position line of the file, or offset
   */
  public Record row(String source, long position, Instant receivedAt, Flaw flaw, String original) {
    GenericRecord row = template.copy();
    row.setField("run_id", runId);
    row.setField("source", source);
    row.setField("file", file);
    row.setField("position", position);
    row.setField("column_name", flaw.column());
    row.setField("check_id", flaw.check());
    row.setField("reason", flaw.reason());
    row.setField("value", masked(flaw));
    row.setField("record", cut(original, LONGEST_RECORD));
    row.setField("received_at", receivedAt);
    return row;
  }

  private @Nullable String masked(Flaw flaw) {
    String value = flaw.value();
    if (value == null) {
      return null;
    }
    return personal.contains(flaw.column()) ? MASK : cut(value, LONGEST_VALUE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
