package io.tidewatch.etl.marts;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The marts that a run fills, each a pure query over the processed tables. */
public enum Mart {
  /** Sales and returns by day (UTC) and country. */
  DAILY_SALES {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return in.transactions()
          .where(col("is_product"))
          .groupBy(to_date(col("invoice_date")).as("day"), country())
          .agg(orders(), items(), revenue(), returns(), returnValue(), customers());
    }
  },

  /** Sales and returns by product. */
  PRODUCT_SALES {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return in.transactions()
          .where(col("is_product"))
          .groupBy(col("stock_code"))
          .agg(max(col("description")).as("description"), orders(), items(), revenue(), returns());
    }
  },

  /** All that is known of a customer in one row. */
  CUSTOMER_SUMMARY {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return new CustomerSummaryTransformation().apply(in);
    }
  },

  /** How many visits reached each step, by the day on which they began. */
  FUNNEL_DAILY {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      Column visit = coalesce(col("session_id"), col("customer_id"));
      return in.clickstream()
          .groupBy(visit.as("visit"))
          .agg(
              to_date(min(col("event_time"))).as("day"),
              reached("view").as("viewed"),
              reached("cart").as("carted"),
              reached("checkout").as("checked_out"),
              reached("purchase").as("purchased"))
          .groupBy(col("day"))
          .agg(
              count(lit(1)).as("sessions"),
              sum(col("viewed")).as("viewed"),
              sum(col("carted")).as("carted"),
              sum(col("checked_out")).as("checked_out"),
              sum(col("purchased")).as("purchased"));
    }
  },

  /** Complaints by day, channel and status. */
  COMPLAINTS_DAILY {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return in.complaints()
          .groupBy(
              col("complaint_date").as("day"),
              coalesce(col("channel"), lit("unknown")).as("channel"),
              coalesce(col("status"), lit("unknown")).as("status"))
          .agg(count(lit(1)).as("complaints"));
    }
  },

  /** Reviews by day, declared language and stars. */
  REVIEWS_DAILY {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return in.reviews()
          .groupBy(
              to_date(col("written_at")).as("day"),
              coalesce(col("lang"), lit("unknown")).as("language"),
              col("stars"))
          .agg(count(lit(1)).as("reviews"));
    }
  },

  /** Clicks by day and type. */
  CLICKS_DAILY {
    @Override
    Dataset<Row> rows(ProcessedTables in) {
      return in.clickstream()
          .groupBy(to_date(col("event_time")).as("day"), col("event_type"))
          .agg(count(lit(1)).as("clicks"), count_distinct(col("customer_id")).as("customers"));
    }
  };

  /** The table's name in schema {@code marts}. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract Dataset<Row> rows(ProcessedTables in);

  private static Column sale() {
    return col("is_return").equalTo(false);
  }

  static Column country() {
    return coalesce(col("country"), lit("Unknown")).as("country");
  }

  static Column orders() {
    return count_distinct(when(sale(), col("invoice_no"))).as("orders");
  }

  static Column items() {
    return sum(when(sale(), col("quantity")).otherwise(0)).cast("long").as("items");
  }

  static Column revenue() {
    return sum(when(sale(), col("amount")).otherwise(0.0)).cast("decimal(18,2)").as("revenue");
  }

  static Column returns() {
    return count_distinct(when(col("is_return"), col("invoice_no"))).as("returns");
  }

  private static Column returnValue() {
    return sum(when(col("is_return"), abs(col("amount"))).otherwise(0.0))
        .cast("decimal(18,2)")
        .as("return_value");
  }

  private static Column customers() {
    return count_distinct(col("customer_id")).as("customers");
  }

  private static Column reached(String type) {
    return max(when(col("event_type").equalTo(type), 1).otherwise(0));
  }

  /** Mean of a column, for use in the summaries. */
  static Column mean(String column, String as) {
    return avg(col(column)).as(as);
  }
}
