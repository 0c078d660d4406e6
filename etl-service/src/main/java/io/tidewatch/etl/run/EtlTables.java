package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.etl.marts.MartFigures;
import io.tidewatch.etl.refine.Refinement;
import io.tidewatch.etl.refine.Refinements;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** What a run reads and writes, by name. */
final class EtlTables {
  static final String CUSTOMER_DAILY = "customer_daily";

  /** The schema of {@code processed.customer_daily}. */
  static final Schema CUSTOMER_DAILY_SCHEMA =
      new Schema(
          NestedField.optional(1, "customer_id", Types.StringType.get()),
          NestedField.optional(2, "day", Types.DateType.get()),
          NestedField.optional(3, "clicks", Types.LongType.get()),
          NestedField.optional(4, "sessions", Types.LongType.get()),
          NestedField.optional(5, "product_views", Types.LongType.get()),
          NestedField.optional(6, "carts", Types.LongType.get()),
          NestedField.optional(7, "checkouts", Types.LongType.get()),
          NestedField.optional(8, "click_purchases", Types.LongType.get()),
          NestedField.optional(9, "orders", Types.LongType.get()),
          NestedField.optional(10, "items", Types.LongType.get()),
          NestedField.optional(11, "revenue", Types.DoubleType.get()),
          NestedField.optional(12, "returns", Types.LongType.get()),
          NestedField.optional(13, "return_value", Types.DoubleType.get()));

  private EtlTables() {}

  static String processed(String table) {
    return LakeLayout.PROCESSED + "." + table;
  }

  static List<Data> inputs(Refinements refinements) {
    return refinements.all().stream()
        .map(Refinement::name)
        .map(name -> new Data("lake", LakeLayout.RAW + "." + name))
        .toList();
  }

  static List<Data> outputs(Refinements refinements) {
    Stream<String> tables =
        Stream.concat(refinements.all().stream().map(Refinement::name), Stream.of(CUSTOMER_DAILY));
    return Stream.concat(
            tables.map(name -> new Data("lake", processed(name))),
            MartFigures.NAMES.stream().map(name -> new Data("postgresql", "marts." + name)))
        .toList();
  }
}
