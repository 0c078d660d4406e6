package io.tidewatch.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidewatch.churn.evaluation.Evaluation;
import io.tidewatch.churn.evaluation.HeldOut;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.forest.ForestParameters;
import io.tidewatch.churn.forest.ForestScorer;
import io.tidewatch.churn.training.ForestTraining.LabelledRow;
import io.tidewatch.churn.training.ForestTraining.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ForestTrainingIntegrationTests {
  private static final Logger log = LoggerFactory.getLogger(ForestTrainingIntegrationTests.class);
  private static final TrainingProperties SETTINGS =
      new TrainingProperties(200, 25, 500, 42, 100_000, null);
  private static SparkSession spark;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("training")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            // one factory a JVM, and Tomcat of the other tests wants it
            .config("spark.sql.defaultUrlStreamHandlerFactory.enabled", false)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void ranksHeldOutTelcoCustomersWellAndScoresThemAsSparkDoes() throws IOException {
    assumeTrue(
        TestingCustomers.telcoAtHand(),
        "the Telco file is not at hand; generated customers are used instead");
    Dataset<Row> telco = TestingCustomers.telco(spark);
    Result result = train(ChurnModel.CUSTOMER, telco);
    Evaluation evaluation = evaluate(result);
    log.info(
        "Telco held-out rocAuc={} prAuc={} brier={} seconds={} chosen={}",
        evaluation.rocAuc(),
        evaluation.prAuc(),
        evaluation.brier(),
        result.seconds(),
        result.parameters());
    log.info(
        "Telco importances={}", ForestTraining.bySource(result.scorer(), result.importances()));
    assertThat(evaluation.rocAuc().value()).isGreaterThan(0.8);
    assertThat(evaluation.rocAuc().low()).isLessThan(evaluation.rocAuc().value());
    assertThat(evaluation.rocAuc().high()).isGreaterThan(evaluation.rocAuc().value());
    assertThat(evaluation.brier().value()).isLessThan(evaluation.prior().brier());
    assertThat(result.split().testRows()).isBetween(1_200L, 1_600L);
    scoresAsSparkDoes(telco, result);
  }

  @Test
  void scoresGeneratedCustomersAsSparkDoes() throws IOException {
    assumeFalse(TestingCustomers.telcoAtHand(), "the Telco file is at hand and shows more");
    Dataset<Row> customers = TestingCustomers.generated(spark, 1_500, 7);
    Result result = train(ChurnModel.CUSTOMER, customers);
    assertThat(evaluate(result).rocAuc().value()).isGreaterThan(0.7);
    scoresAsSparkDoes(customers, result);
  }

  @Test
  void holdsOutTheNewestLabelledCutOffOfClicks() {
    Result result = train(ChurnModel.CLICKSTREAM, TestingCustomers.clickers(spark, 300, 3));
    assertThat(result.split().description()).contains("2026-10-15");
    assertThat(result.split().trainRows()).isEqualTo(300);
    assertThat(result.heldOut()).hasSize(300);
    assertThat(evaluate(result).rocAuc().value()).isGreaterThan(0.7);
  }

  @Test
  void refusesRowsOfOneClass() {
    Dataset<Row> loyal =
        TestingCustomers.generated(spark, 500, 7).withColumn("churned", functions.lit(false));
    assertThatThrownBy(() -> train(ChurnModel.CUSTOMER, loyal))
        .isInstanceOf(NothingToTrainException.class)
        .hasMessageContaining("of which 0 left");
  }

  private Result train(ChurnModel model, Dataset<Row> table) {
    return new ForestTraining(model, "test-1", TrainRequest.DEFAULT, SETTINGS)
        .run(table, table.count(), folder.resolve("pipeline"));
  }

  private static Evaluation evaluate(Result result) {
    ForestScorer scorer = new ForestScorer(result.scorer());
    List<LabelledRow> rows = result.heldOut();
    boolean[] left = new boolean[rows.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = rows.get(i).left();
    }
    return Evaluation.of(
        new HeldOut(rows.stream().mapToDouble(r -> scorer.probability(r.row())).toArray(), left),
        (double) result.split().trainLeft() / result.split().trainRows(),
        500,
        42);
  }

  /** Over the pipeline as Spark reads it back and the scorer as the service reads it back. */
  private void scoresAsSparkDoes(Dataset<Row> table, Result result) throws IOException {
    Path file = folder.resolve("scorer.json.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      result.scorer().write(out);
    }
    ForestScorer scorer;
    try (InputStream in = Files.newInputStream(file)) {
      scorer = new ForestScorer(ForestParameters.read(in));
    }
    PipelineModel pipeline = PipelineModel.load(folder.resolve("pipeline").toUri().toString());
    Dataset<Row> rows =
        table
            .limit(1_000)
            .withColumn("as_of", functions.unix_micros(functions.col("as_of")))
            .withColumn("__n", functions.abs(functions.hash(functions.col("customer_id"))));
    // unseen and unknown labels, empty labels, unknown and unusable numbers
    rows = strange(rows, "contract", 7, functions.lit("Decade"));
    rows = strange(rows, "payment_method", 5, functions.lit(null).cast("string"));
    rows = strange(rows, "internet_service", 11, functions.lit(""));
    rows = strange(rows, "country", 3, functions.lit("Atlantis"));
    rows = strange(rows, "tenure_months", 6, functions.lit(null).cast("double"));
    rows = strange(rows, "monthly_charges", 13, functions.lit(Double.NaN));
    List<Row> scored =
        pipeline
            .transform(new ImputationTransformation(ChurnModel.CUSTOMER).apply(rows))
            .select("customer_id", "probability")
            .collectAsList();
    List<Row> plain = rows.collectAsList();
    assertThat(plain).hasSize(1_000);
    double furthest = 0;
    for (int i = 0; i < plain.size(); i++) {
      FeatureRow row =
          SparkRows.featureRow(
              ChurnModel.CUSTOMER,
              plain.get(i),
              plain.get(i).getAs("customer_id"),
              plain.get(i).<Long>getAs("as_of"));
      assertThat(scored.get(i).getString(0)).isEqualTo(row.customerId());
      ForestScorer.Breakdown breakdown = scorer.breakdown(row);
      double spark = scored.get(i).<Vector>getAs("probability").apply(1);
      furthest = Math.max(furthest, Math.abs(spark - breakdown.probability()));
      assertThat(breakdown.baseline() + Arrays.stream(breakdown.contributions()).sum())
          .isCloseTo(breakdown.probability(), within(1e-9));
    }
    log.info("Scorer against Spark rows=1000 furthest={}", furthest);
    assertThat(furthest).isLessThanOrEqualTo(1e-12);
  }

  private static Dataset<Row> strange(
      Dataset<Row> rows, String column, int every, org.apache.spark.sql.Column value) {
    return rows.withColumn(
        column,
        functions
            .when(functions.col("__n").mod(every).equalTo(0), value)
            .otherwise(functions.col(column)));
  }
}
