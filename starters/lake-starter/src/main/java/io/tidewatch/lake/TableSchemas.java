package io.tidewatch.lake;

import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.dataset.DataSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Iceberg schemas of the tables that data-set descriptions imply. */
public final class TableSchemas {
  /** Columns of every quarantine table. */
  public static final Schema QUARANTINE =
      new Schema(
          NestedField.required(1, "run_id", Types.StringType.get()),
          NestedField.required(2, "source", Types.StringType.get()),
          NestedField.optional(3, "file", Types.StringType.get()),
          NestedField.optional(4, "position", Types.LongType.get()),
          NestedField.optional(5, "column_name", Types.StringType.get()),
          NestedField.required(6, "check_id", Types.StringType.get()),
          NestedField.required(7, "reason", Types.StringType.get()),
          NestedField.optional(8, "value", Types.StringType.get()),
          NestedField.optional(9, "record", Types.StringType.get()),
          NestedField.required(10, "received_at", Types.TimestampType.withZone()));

  private TableSchemas() {}

  /** The described columns, all optional, then where a row came from. */
  public static Schema raw(DataSet dataSet) {
    List<NestedField> fields = new ArrayList<>();
    int id = 1;
    for (DataSet.Column column : dataSet.columns()) {
      fields.add(NestedField.optional(id++, column.name(), type(column.type())));
    }
    fields.add(NestedField.required(id++, Provenance.SOURCE, Types.StringType.get()));
    fields.add(NestedField.required(id++, Provenance.POSITION, Types.LongType.get()));
    fields.add(NestedField.optional(id++, Provenance.PARTITION, Types.IntegerType.get()));
    fields.add(NestedField.required(id++, Provenance.RUN, Types.StringType.get()));
    fields.add(NestedField.required(id++, Provenance.RECEIVED_AT, Types.TimestampType.withZone()));
    fields.add(NestedField.required(id, Provenance.LANDED_AT, Types.TimestampType.withZone()));
    return new Schema(fields);
  }

  /** Raw tables are partitioned by the day of receipt: a load touches few partitions. */
  static PartitionSpec rawPartitions(DataSet dataSet) {
    return PartitionSpec.builderFor(raw(dataSet)).day(Provenance.RECEIVED_AT).build();
  }

  /** Adds the columns that the description has and the table lacks; nothing is ever dropped. */
  static Table evolve(Table table, Schema wanted) {
    UpdateSchema update = null;
    for (NestedField field : wanted.columns()) {
      if (table.schema().findField(field.name()) == null) {
        update = update == null ? table.updateSchema() : update;
        update.addColumn(field.name(), field.type());
      }
    }
    if (update != null) {
      update.commit();
      table.refresh();
    }
    return table;
  }

  private static Type type(DataSet.Type type) {
    return switch (type) {
      case STRING -> Types.StringType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
    };
  }
}
