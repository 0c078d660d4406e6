package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.Column;
import org.springframework.stereotype.Component;

/** The refinements of all data sets that this service understands. */
@Component
public class Refinements {
  public static final String CUSTOMERS = "customers";
  public static final String TRANSACTIONS = "transactions";
  public static final String CLICKSTREAM = "clickstream";
  public static final String COMPLAINTS = "complaints";
  public static final String REVIEWS = "reviews";

  /** Grows with each change of the rules: processed tables made by older rules are made anew. */
  public static final int RULES = 1;

  private final List<Refinement> all;

  public Refinements(DataSets dataSets) {
    this.all =
        List.of(
            customers(described(dataSets, CUSTOMERS)),
            transactions(described(dataSets, TRANSACTIONS)),
            clickstream(described(dataSets, CLICKSTREAM)),
            complaints(described(dataSets, COMPLAINTS)),
            reviews(described(dataSets, REVIEWS)));
  }

  private static DataSet described(DataSets dataSets, String name) {
    return dataSets
        .find(name)
        .orElseThrow(
            () -> new IllegalStateException("data set %s has no description".formatted(name)));
  }

  /** All of them, in the order in which they run. */
  public List<Refinement> all() {
    return all;
  }

  private static Refinement customers(DataSet dataSet) {
    return new Refinement(
        dataSet,
        new StandardiseCustomersTransformation(),
        new FillMissingCustomersTransformation(),
        List.of(),
        List.of(blank("customer_id")),
        lit(false),
        true);
  }

  private static Refinement transactions(DataSet dataSet) {
    Column negative = col("unit_price").lt(0).and(expr("not adjustment"));
    return new Refinement(
        dataSet,
        new StandardiseTransactionsTransformation(),
        rows -> rows,
        List.of(
            NestedField.optional(1, "cancelled", Types.BooleanType.get()),
            NestedField.optional(2, "returned", Types.BooleanType.get()),
            NestedField.optional(3, "adjustment", Types.BooleanType.get()),
            NestedField.optional(4, "amount", Types.DecimalType.of(28, 4))),
        List.of(
            blank("invoice_no"),
            blank("stock_code"),
            missing("quantity"),
            missing("unit_price"),
            new RowCheck(
                "etl.price-not-finite",
                "unit_price",
                expr("isnan(unit_price) or abs(unit_price) > 1e12"),
                "The price is no number that can be summed."),
            new RowCheck(
                "etl.price-negative",
                "unit_price",
                negative,
                "A product has no negative price; only adjustments may."),
            missing("invoice_date"),
            future("invoice_date")),
        late(dataSet),
        false);
  }

  private static Refinement clickstream(DataSet dataSet) {
    return new Refinement(
        dataSet,
        new StandardiseClickstreamTransformation(),
        new FillMissingClickstreamTransformation(),
        List.of(),
        List.of(
            blank("event_id"),
            blank("customer_id"),
            blank("event_type"),
            missing("event_time"),
            future("event_time")),
        late(dataSet),
        false);
  }

  private static Refinement complaints(DataSet dataSet) {
    return new Refinement(
        dataSet,
        new StandardiseComplaintsTransformation(),
        rows -> rows,
        List.of(),
        List.of(
            blank("complaint_id"),
            blank("text"),
            missing("complaint_date"),
            future("complaint_date")),
        late(dataSet),
        true);
  }

  private static Refinement reviews(DataSet dataSet) {
    return new Refinement(
        dataSet,
        new StandardiseReviewsTransformation(),
        rows -> rows,
        List.of(),
        List.of(blank("review_id"), blank("text"), future("written_at")),
        late(dataSet),
        true);
  }

  private static RowCheck blank(String column) {
    return new RowCheck(
        "etl.%s-blank".formatted(column.replace('_', '-')),
        column,
        col(column).isNull(),
        "There is nothing in it but blanks.");
  }

  private static RowCheck missing(String column) {
    return new RowCheck(
        "etl.%s-missing".formatted(column.replace('_', '-')),
        column,
        col(column).isNull(),
        "There is no value.");
  }

  /** A day of grace, for clocks and time zones differ. */
  private static RowCheck future(String column) {
    return new RowCheck(
        "etl.%s-in-future".formatted(column.replace('_', '-')),
        column,
        col(column).cast("timestamp").gt(col(Provenance.RECEIVED_AT).plus(expr("interval 1 day"))),
        "The row was received more than a day before it happened.");
  }

  private static Column late(DataSet dataSet) {
    if (dataSet.eventTime() == null || dataSet.lateAfterDays() == null) {
      return lit(false);
    }
    return coalesce(
        col(dataSet.eventTime())
            .cast("timestamp")
            .lt(
                col(Provenance.RECEIVED_AT)
                    .minus(expr("interval %d day".formatted(dataSet.lateAfterDays())))),
        lit(false));
  }
}
