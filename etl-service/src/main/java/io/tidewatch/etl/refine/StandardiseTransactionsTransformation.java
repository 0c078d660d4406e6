package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.upper;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Invoice lines with what they are said in columns: {@code cancelled} (the invoice number starts
 * with C), {@code returned} (cancelled, or no positive quantity), {@code adjustment} (postage,
 * fees, discounts: no product) and the exact {@code amount}.
 */
final class StandardiseTransactionsTransformation implements Transformation {
  private static final Object[] ADJUSTMENT_CODES = {
    "POST",
    "D",
    "DOT",
    "M",
    "S",
    "AMAZONFEE",
    "BANK CHARGES",
    "C2",
    "CRUK",
    "B",
    "ADJUST",
    "ADJUST2",
    "TEST001",
    "TEST002"
  };

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("invoice_no", upper(TextColumns.trimmed("invoice_no")));
    columns.put("stock_code", upper(TextColumns.trimmed("stock_code")));
    columns.put("description", TextColumns.collapsed("description"));
    columns.put("customer_id", TextColumns.trimmed("customer_id"));
    columns.put("country", TextColumns.country("country"));
    return rows.withColumns(columns)
        .withColumn("cancelled", isTrue(col("invoice_no").startsWith("C")))
        .withColumn("returned", isTrue(col("cancelled").or(col("quantity").leq(0))))
        .withColumn(
            "adjustment",
            isTrue(
                col("stock_code").isin(ADJUSTMENT_CODES).or(col("stock_code").startsWith("GIFT_"))))
        .withColumn(
            "amount",
            col("unit_price")
                .cast(DataTypes.createDecimalType(18, 4))
                .multiply(col("quantity").cast(DataTypes.createDecimalType(10, 0)))
                .cast(AMOUNT));
  }

  /** Wide enough for any sum of lines; sums of it do not depend on their order. */
  static final org.apache.spark.sql.types.DecimalType AMOUNT = DataTypes.createDecimalType(28, 4);

  private static Column isTrue(Column condition) {
    return coalesce(condition, lit(false));
  }
}
