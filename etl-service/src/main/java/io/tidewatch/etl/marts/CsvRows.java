package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Rows as PostgreSQL's CSV, in blocks; one partition at a time is in memory. */
final class CsvRows {
  private static final int BLOCK_CHARACTERS = 1 << 16;

  private final Dataset<Row> rows;

  CsvRows(Dataset<Row> rows) {
    this.rows = rows;
  }

  /** Takes the next block of CSV. */
  interface Sink {
    void accept(byte[] block) throws SQLException;
  }

  List<String> columns() {
    return List.of(rows.columns());
  }

  void writeTo(Sink sink) throws SQLException {
    Column[] texts = Stream.of(rows.schema().fields()).map(CsvRows::text).toArray(Column[]::new);
    StringBuilder block = new StringBuilder();
    Iterator<Row> all = rows.select(texts).toLocalIterator();
    while (all.hasNext()) {
      append(block, all.next());
      if (block.length() >= BLOCK_CHARACTERS) {
        flush(block, sink);
      }
    }
    flush(block, sink);
  }

  private static void flush(StringBuilder block, Sink sink) throws SQLException {
    if (!block.isEmpty()) {
      sink.accept(block.toString().getBytes(StandardCharsets.UTF_8));
      block.setLength(0);
    }
  }

  private static void append(StringBuilder csv, Row row) {
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        csv.append(',');
      }
      if (!row.isNullAt(i)) {
        // PostgreSQL has no zero character in texts
        String value = row.getString(i).replace("\"", "\"\"").replace("\0", "");
        csv.append('"').append(value).append('"');
      }
    }
    csv.append('\n');
  }

  /** The session's time zone is UTC. */
  private static Column text(StructField field) {
    Column text = col(field.name()).cast(DataTypes.StringType);
    return (field.dataType().equals(DataTypes.TimestampType) ? concat(text, lit("+00")) : text)
        .as(field.name());
  }
}
