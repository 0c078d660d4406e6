package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.initcap;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.contracts.lake.Provenance;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Turns the raw rows of one data set into processed rows: standardised, missing values filled by
 * rule, unusable rows set aside, one row a key.
 */
public enum DataSetTransformation {
  /** The latest row of each customer; a new customer without a total has been charged nothing. */
  CUSTOMERS("customers", List.of("customer_id"), DeduplicateTransformation.Keep.LATEST) {
    @Override
    Dataset<Row> derive(Dataset<Row> rows) {
      return rows.withColumn("gender", initcap(col("gender")))
          .withColumn(
              "total_charges",
              when(col("total_charges").isNull().and(col("tenure_months").equalTo(0)), 0.0)
                  .otherwise(col("total_charges")));
    }

    @Override
    Rejection[] rejections() {
      return new Rejection[] {
        new Rejection("etl.no-customer", "the row names no customer", col("customer_id").isNull())
      };
    }
  },

  /**
   * Every invoice line once, with its amount, whether it is a return, and whether it is a product
   * or a book-keeping code.
   */
  TRANSACTIONS(
      "transactions",
      List.of(
          "invoice_no",
          "stock_code",
          "description",
          "quantity",
          "invoice_date",
          "unit_price",
          "customer_id"),
      DeduplicateTransformation.Keep.FIRST) {
    @Override
    Dataset<Row> derive(Dataset<Row> rows) {
      return rows.withColumn(
              "is_return", col("quantity").lt(0).or(upper(col("invoice_no")).startsWith("C")))
          .withColumn(
              "is_product",
              upper(col("stock_code"))
                  .isin(BOOK_KEEPING.toArray())
                  .or(lower(col("stock_code")).startsWith("gift"))
                  .equalTo(false))
          .withColumn("amount", col("quantity").multiply(col("unit_price")));
    }

    @Override
    Rejection[] rejections() {
      return new Rejection[] {
        new Rejection(
            "etl.negative-price",
            "a price below zero is an adjustment, not a sale",
            col("unit_price").lt(0)),
        new Rejection(
            "etl.zero-quantity", "nothing was sold or returned", col("quantity").equalTo(0))
      };
    }
  },

  /** Every click once, by its event id. */
  CLICKSTREAM("clickstream", List.of("event_id"), DeduplicateTransformation.Keep.FIRST) {
    @Override
    Rejection[] rejections() {
      return new Rejection[] {
        new Rejection(
            "etl.no-customer", "the click names no customer", col("customer_id").isNull()),
        new Rejection(
            "etl.future-time",
            "the click's time is more than a day after its receipt",
            col("event_time").gt(col(Provenance.RECEIVED_AT).plus(expr("interval 1 day"))))
      };
    }
  },

  /** The latest state of each complaint; ZIP codes have their leading zeros back. */
  COMPLAINTS("complaints", List.of("complaint_id"), DeduplicateTransformation.Keep.LATEST) {
    @Override
    Dataset<Row> derive(Dataset<Row> rows) {
      return rows.withColumn("state", initcap(col("state")))
          .withColumn("status", initcap(col("status")))
          .withColumn(
              "zip",
              when(col("zip").rlike("^[0-9]{3,4}$"), lpad(col("zip"), 5, "0"))
                  .otherwise(col("zip")));
    }
  },

  /** The latest version of each review; languages in lower case. */
  REVIEWS("reviews", List.of("review_id"), DeduplicateTransformation.Keep.LATEST) {
    @Override
    Dataset<Row> derive(Dataset<Row> rows) {
      return rows.withColumn("lang", lower(col("lang")));
    }
  };

  /** Codes of a till that are no products: postage, discounts, manual entries, fees, samples. */
  private static final Set<String> BOOK_KEEPING =
      Set.of(
          "POST",
          "DOT",
          "D",
          "M",
          "S",
          "B",
          "C2",
          "C3",
          "PADS",
          "CRUK",
          "ADJUST",
          "ADJUST2",
          "AMAZONFEE",
          "BANK CHARGES",
          "TEST001",
          "TEST002");

  private final String dataset;
  private final List<String> key;
  private final DeduplicateTransformation.Keep keep;

  DataSetTransformation(String dataset, List<String> key, DeduplicateTransformation.Keep keep) {
    this.dataset = dataset;
    this.key = key;
    this.keep = keep;
  }

  /** The data set's name. */
  public String dataset() {
    return dataset;
  }

  /** The columns that name a processed row. */
  public List<String> key() {
    return key;
  }

  /** Accepted and rejected rows of these raw rows. */
  public Processed apply(Dataset<Row> raw) {
    Dataset<Row> marked =
        Rejection.mark(derive(new StandardiseTransformation().apply(raw)), rejections());
    Dataset<Row> usable =
        marked.where(col(Rejection.CHECK_ID).isNull()).drop(Rejection.CHECK_ID, Rejection.REASON);
    Dataset<Row> accepted =
        new DeduplicateTransformation(key, keep)
            .apply(usable)
            .drop(Provenance.LANDED_AT, Provenance.PARTITION);
    return new Processed(accepted, quarantine(marked.where(col(Rejection.CHECK_ID).isNotNull())));
  }

  Dataset<Row> derive(Dataset<Row> rows) {
    return rows;
  }

  Rejection[] rejections() {
    return new Rejection[0];
  }

  private Dataset<Row> quarantine(Dataset<Row> rejected) {
    return rejected.select(
        col(Provenance.RUN).as("run_id"),
        col(Provenance.SOURCE).as("source"),
        lit(null).cast("string").as("file"),
        col(Provenance.POSITION).as("position"),
        lit(null).cast("string").as("column_name"),
        // the quarantine takes no null here, and Spark cannot see that there is none
        coalesce(col(Rejection.CHECK_ID), lit("")).as(Rejection.CHECK_ID),
        coalesce(col(Rejection.REASON), lit("")).as(Rejection.REASON),
        lit(null).cast("string").as("value"),
        concat_ws("|", key.stream().map(c -> col(c).cast("string")).toArray(Column[]::new))
            .as("record"),
        current_timestamp().as("received_at"));
  }
}
