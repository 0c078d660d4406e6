package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.TableSchemas;
import io.tidewatch.lake.dataset.DataSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How one data set gets from raw to processed.
 *
 * @param standardise then {@code fill}: what the data set's rows need
 * @param added columns of the processed table that the description does not have
 * @param latestStays which of several rows of a key stays
 */
public record Refinement(
    DataSet dataSet,
    Transformation standardise,
    Transformation fill,
    List<NestedField> added,
    List<RowCheck> checks,
    org.apache.spark.sql.Column late,
    boolean latestStays) {

  private static final List<String> KEPT_PROVENANCE =
      List.of(Provenance.SOURCE, Provenance.RUN, Provenance.RECEIVED_AT);

  public Refinement {
    added = List.copyOf(added);
    checks = List.copyOf(checks);
  }

  /** The data set's name. */
  public String name() {
    return dataSet.name();
  }

  /** The schema of {@code processed.<dataset>}. */
  public Schema processedSchema() {
    List<NestedField> fields = new ArrayList<>();
    for (NestedField field : TableSchemas.raw(dataSet).columns()) {
      if (!Provenance.COLUMNS.contains(field.name()) || KEPT_PROVENANCE.contains(field.name())) {
        fields.add(optional(fields.size() + 1, field));
      }
    }
    added.forEach(field -> fields.add(optional(fields.size() + 1, field)));
    return new Schema(fields);
  }

  /** The columns of {@code raw.<dataset>}. */
  public StructType rawSchema() {
    return SparkSchemaUtil.convert(TableSchemas.raw(dataSet));
  }

  /** Raw rows, standardised and each with the check that it violates, if any. */
  public Dataset<Row> checked(Dataset<Row> raw) {
    return new SelectColumnsTransformation(rawSchema())
        .then(standardise)
        .then(new CheckRowsTransformation(checks, late))
        .apply(raw);
  }

  /** Checked rows that can be used, each numbered among the rows of its key. */
  public Dataset<Row> numbered(Dataset<Row> checked) {
    Dataset<Row> usable =
        checked.filter(
            col(CheckRowsTransformation.CHECK)
                .isNull()
                .and(not(col(CheckRowsTransformation.LATE))));
    return new NumberCopiesTransformation(key(), latestStays).apply(fill.apply(usable));
  }

  /** Numbered rows without the duplicates, as the processed table has them. */
  public Dataset<Row> processed(Dataset<Row> numbered) {
    return new SelectColumnsTransformation(SparkSchemaUtil.convert(processedSchema()))
        .apply(numbered.filter(col(NumberCopiesTransformation.COPY).equalTo(1)));
  }

  /** Checked rows that cannot be used, as rows of {@code quarantine.<dataset>}. */
  public Dataset<Row> quarantined(Dataset<Row> checked) {
    return new QuarantineTransformation(dataSet, checks).apply(checked);
  }

  /** The columns that name a row. */
  public List<String> key() {
    return dataSet.key().isEmpty()
        ? dataSet.columns().stream().map(DataSet.Column::name).toList()
        : dataSet.key();
  }

  private static NestedField optional(int id, NestedField field) {
    return NestedField.optional(id, field.name(), field.type());
  }
}
