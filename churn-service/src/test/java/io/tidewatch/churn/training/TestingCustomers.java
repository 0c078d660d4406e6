package io.tidewatch.churn.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.tidewatch.churn.features.ChurnModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Feature tables to train on: the public Telco file where it is at hand, generated rows elsewhere.
 */
public final class TestingCustomers {
  private static final Path TELCO = Path.of("../../shared/data/churn/telco-customer-churn.csv");
  private static final Map<String, String> FLAGS =
      Map.of(
          "Partner", "partner",
          "Dependents", "dependents",
          "PhoneService", "phone_service",
          "PaperlessBilling", "paperless_billing");
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("gender", "gender"),
          Map.entry("MultipleLines", "multiple_lines"),
          Map.entry("InternetService", "internet_service"),
          Map.entry("OnlineSecurity", "online_security"),
          Map.entry("OnlineBackup", "online_backup"),
          Map.entry("DeviceProtection", "device_protection"),
          Map.entry("TechSupport", "tech_support"),
          Map.entry("StreamingTV", "streaming_tv"),
          Map.entry("StreamingMovies", "streaming_movies"),
          Map.entry("Contract", "contract"),
          Map.entry("PaymentMethod", "payment_method"));
  private static final Map<String, String> NUMBERS =
      Map.of(
          "tenure", "tenure_months",
          "MonthlyCharges", "monthly_charges",
          "TotalCharges", "total_charges");

  private TestingCustomers() {}

  /** Whether the Telco file is there. */
  public static boolean telcoAtHand() {
    return Files.exists(TELCO);
  }

  /** The Telco file as feature-service would curate it: no orders, no country, no clicks. */
  public static Dataset<Row> telco(SparkSession spark) {
    Dataset<Row> file = spark.read().option("header", true).csv(TELCO.toString());
    List<Column> columns = new ArrayList<>();
    columns.add(col("customerID").as("customer_id"));
    columns.add(lit("2026-11-01T00:00:00Z").cast("timestamp").as("as_of"));
    columns.add(
        when(col("SeniorCitizen").equalTo("1"), "true").otherwise("false").as("senior_citizen"));
    FLAGS.forEach(
        (from, to) ->
            columns.add(when(lower(col(from)).equalTo("yes"), "true").otherwise("false").as(to)));
    LABELS.forEach((from, to) -> columns.add(col(from).as(to)));
    NUMBERS.forEach((from, to) -> columns.add(trim(col(from)).try_cast("double").as(to)));
    columns.add(col("Churn").equalTo("Yes").as("churned"));
    return complete(ChurnModel.CUSTOMER, file.select(columns.toArray(Column[]::new)));
  }

  /** Customers whose leaving depends on contract, tenure and complaints; some values unknown. */
  public static Dataset<Row> generated(SparkSession spark, int rows, long seed) {
    Random random = new Random(seed);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String contract = List.of("Month-to-month", "One year", "Two year").get(random.nextInt(3));
      int tenure = random.nextInt(72);
      double complaints = random.nextInt(4);
      double logit =
          -1.2
              + (contract.startsWith("Month") ? 1.8 : contract.startsWith("One") ? 0 : -1.2)
              - tenure / 24.0
              + complaints * 0.7;
      boolean left = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      made.add(
          RowFactory.create(
              "C%06d".formatted(i),
              java.sql.Timestamp.valueOf("2026-11-01 00:00:00"),
              random.nextInt(20) == 0 ? null : contract,
              random.nextInt(50) == 0 ? null : (double) tenure,
              complaints,
              20 + random.nextDouble() * 90,
              left));
    }
    return complete(
        ChurnModel.CUSTOMER,
        spark.createDataFrame(
            made,
            new StructType()
                .add("customer_id", DataTypes.StringType)
                .add("as_of", DataTypes.TimestampType)
                .add("contract", DataTypes.StringType)
                .add("tenure_months", DataTypes.DoubleType)
                .add("complaints_90d", DataTypes.DoubleType)
                .add("monthly_charges", DataTypes.DoubleType)
                .add("churned", DataTypes.BooleanType)));
  }

  /** Clickers at three cut-offs, the last one without labels. */
  public static Dataset<Row> clickers(SparkSession spark, int customers, long seed) {
    Random random = new Random(seed);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      for (int cutOff = 0; cutOff < 3; cutOff++) {
        double silence = random.nextDouble() * 30;
        double sessions = random.nextInt(9);
        boolean gone = random.nextDouble() < 1 / (1 + Math.exp(-(silence / 6 - sessions / 2 - 1)));
        made.add(
            RowFactory.create(
                "C%06d".formatted(i),
                java.sql.Timestamp.valueOf("2026-10-%02d 00:00:00".formatted(1 + 14 * cutOff)),
                silence,
                sessions,
                cutOff == 2 ? null : gone));
      }
    }
    return complete(
        ChurnModel.CLICKSTREAM,
        spark.createDataFrame(
            made,
            new StructType()
                .add("customer_id", DataTypes.StringType)
                .add("as_of", DataTypes.TimestampType)
                .add("days_since_last_click", DataTypes.DoubleType)
                .add("sessions_30d", DataTypes.DoubleType)
                .add("label", DataTypes.BooleanType)));
  }

  private static Dataset<Row> complete(ChurnModel model, Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    List<Column> columns = new ArrayList<>(List.of(col("customer_id"), col("as_of")));
    model.categorical().forEach(f -> columns.add(present.contains(f) ? col(f) : none(f, "string")));
    model.numeric().forEach(f -> columns.add(present.contains(f) ? col(f) : none(f, "double")));
    columns.add(col(model.label()));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column none(String feature, String type) {
    return lit(null).cast(type).as(feature);
  }
}
