package io.tidewatch.ingestion.quarantine;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The quarantine tables, read page by page. */
@Component
class Quarantine {
  private final Lake lake;

  Quarantine(Lake lake) {
    this.lake = lake;
  }

  /** Rejected rows of a data set, of one run if asked for. */
  Page<QuarantinedRow> page(DataSet dataSet, @Nullable UUID run, int page, int size)
      throws IOException {
    Optional<Table> table = lake.table(LakeLayout.QUARANTINE, dataSet.name());
    if (table.isEmpty()) {
      return new Page<>(List.of(), page, size, 0);
    }
    Expression wanted =
        run == null ? Expressions.alwaysTrue() : Expressions.equal("run_id", run.toString());
    List<QuarantinedRow> rows = new ArrayList<>();
    long skip = (long) page * size;
    try (CloseableIterable<Record> all = IcebergGenerics.read(table.get()).where(wanted).build()) {
      for (Record record : all) {
        if (skip-- > 0) {
          continue;
        }
        rows.add(row(dataSet.name(), record));
        if (rows.size() == size) {
          break;
        }
      }
    }
    return new Page<>(rows, page, size, total(table.get(), wanted));
  }

  /** From the statistics of files where they tell; a file with rows of several runs is read. */
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
        IcebergGenerics.read(table).where(wanted).select("run_id").build()) {
      long count = 0;
      for (Record ignored : rows) {
        count++;
      }
      return count;
    }
  }

  private static QuarantinedRow row(String dataset, Record record) {
    return new QuarantinedRow(
        dataset,
        String.valueOf(record.getField("run_id")),
        String.valueOf(record.getField("source")),
        (String) record.getField("file"),
        (Long) record.getField("position"),
        (String) record.getField("column_name"),
        String.valueOf(record.getField("check_id")),
        String.valueOf(record.getField("reason")),
        (String) record.getField("value"),
        (String) record.getField("record"),
        ((OffsetDateTime) record.getField("received_at")).toInstant());
  }
}
