package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.model.EncoderShape;
import io.tidewatch.sentiment.model.Engines;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.ModelPackage;
import io.tidewatch.sentiment.model.ModelParts;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.Tokenizer;
import io.tidewatch.sentiment.model.TrainableModel;
import io.tidewatch.sentiment.model.WeightGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains the lowest two layers of the shipped encoder on a rule that words give away. */
class FineTuningTests {
  private static final List<String> WORDS =
      List.of("terrible", "poor", "average", "nice", "wonderful");
  private static final int PASSES = 6;
  private static final int BATCH = 8;

  @TempDir static Path shared;
  private static TokenizedRows rows;
  private static ModelParts parts;
  private static TrainableModel model;

  @TempDir Path work;

  @BeforeAll
  static void start() throws IOException {
    Engines.configureForTraining(TestingModel.CACHE, 1);
    parts = ModelParts.unpack(TestingModel.shipped(), shared);
    StartingHead head = StartingHead.of(parts, false, 1, shared);
    model =
        new TrainableModel(
            twoLayers(), parts.words(), parts.layers(), head.tensors(), head.layers());
    try (Tokenizer tokenizer = new Tokenizer(parts.tokenizer(), "query: ", 32)) {
      rows = TokenizedRows.of(reviews(), tokenizer);
    }
  }

  @Test
  void lowersTheLossInEitherPrecision() throws IOException {
    for (Precision precision : Precision.values()) {
      try (EncoderTrainer trainer = trainer(precision)) {
        double before = RowLoss.mean(rows.rows(), rows.scored(BATCH, trainer::logits));
        FineTuning.Outcome outcome =
            run(trainer, work.resolve(precision.name()), Integer.MAX_VALUE);
        double after = RowLoss.mean(rows.rows(), rows.scored(BATCH, trainer::logits));
        assertThat(outcome.progress().bestLoss()).isCloseTo(after, within(1e-6));
        assertThat(after).isLessThan(before - 0.3);
      }
    }
  }

  @Test
  void endsWhereAnUncutRunEndsWhenItIsCutAndResumed() throws IOException {
    Map<WeightGroup, float[]> start;
    Map<WeightGroup, float[]> uncut;
    Progress whole;
    try (EncoderTrainer trainer = trainer(Precision.FP32)) {
      start = trainer.values();
      whole = run(trainer, work.resolve("uncut"), Integer.MAX_VALUE).progress();
      uncut = trainer.values();
    }
    Path cut = work.resolve("cut");
    try (EncoderTrainer trainer = trainer(Precision.FP32)) {
      FineTuning.Outcome outcome = run(trainer, cut, 13);
      assertThat(outcome.stopped()).isTrue();
      assertThat(outcome.progress().step()).isEqualTo(13);
    }
    try (EncoderTrainer trainer = trainer(Precision.FP32)) {
      Progress resumed = run(trainer, cut, Integer.MAX_VALUE).progress();
      assertThat(resumed.runs()).isEqualTo(2);
      assertThat(resumed.step()).isEqualTo(whole.step());
      assertThat(resumed.rows())
          .isEqualTo(whole.rows())
          .isEqualTo((long) PASSES * reviews().size());
      // sums in another order differ in their last digits, which Adam makes larger
      assertThat(distance(uncut, trainer.values())).isLessThan(0.05 * distance(start, uncut));
    }
  }

  @Test
  void refusesToGoOnUnderOtherSettings() throws IOException {
    try (EncoderTrainer trainer = trainer(Precision.FP32)) {
      run(trainer, work, 2);
      FineTuning other =
          new FineTuning(settings(2e-3), settings(2e-3).fixed(), rows, rows, work, line -> {});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.run(trainer, () -> false))
          .withMessageContaining("lr was 5.0E-4 and is now 0.002");
    }
  }

  @Test
  void servesWhatItLearned() throws IOException, InterruptedException {
    try (EncoderTrainer trainer = trainer(Precision.FP32)) {
      run(trainer, work, Integer.MAX_VALUE);
      float[][] trained = rows.scored(BATCH, trainer::logits);
      Path out = work.resolve("model");
      ModelPackage files = new ModelPackage(out);
      ModelParts.copyFrozen(TestingModel.shipped(), out);
      files.writeEncoder(model.encoder(trainer.values()));
      files.writeHead(model.head(trainer.values()));
      files.writeManifest(
          new ModelManifest(
              "tiny",
              "1",
              twoLayers(),
              "query: ",
              32,
              1,
              StartingModel.CLASSES,
              Map.of(),
              Map.of()));
      try (TextModel served =
          TextModel.load(
              new ModelCache(work).unpack(ModelLocation.directory(out), Precision.FP32, true),
              32,
              TestingModel.CACHE)) {
        float[][] scores = new ServedScores(served, 1).of(rows.rows());
        for (int i = 0; i < scores.length; i++) {
          assertThat(Softmax.of(scores[i], 1))
              .containsExactly(Softmax.of(trained[i], 1), within(2e-3f));
        }
      }
    }
  }

  private static double distance(Map<WeightGroup, float[]> a, Map<WeightGroup, float[]> b) {
    double squares = 0;
    for (Map.Entry<WeightGroup, float[]> group : a.entrySet()) {
      float[] other = b.getOrDefault(group.getKey(), new float[0]);
      assertThat(other).hasSameSizeAs(group.getValue());
      for (int i = 0; i < other.length; i++) {
        squares += Math.pow(group.getValue()[i] - other[i], 2);
      }
    }
    return Math.sqrt(squares);
  }

  private static FineTuning.Outcome run(EncoderTrainer trainer, Path work, int steps)
      throws IOException {
    java.nio.file.Files.createDirectories(work);
    FineTuneSettings settings = settings(5e-4);
    int[] asked = {0};
    return new FineTuning(settings, settings.fixed(), rows, rows, work, line -> {})
        .run(trainer, () -> asked[0]++ >= steps);
  }

  private EncoderTrainer trainer(Precision precision) throws IOException {
    Path script = shared.resolve(precision + ".pt");
    model.write(script, precision, 0);
    return new EncoderTrainer(script, 1);
  }

  private static FineTuneSettings settings(double rate) {
    return new FineTuneSettings(
        1000, PASSES, BATCH, rate, 5e-3, 0.01, 0.1, Precision.FP32, 4, 1000, 3, 1000);
  }

  private static EncoderShape twoLayers() {
    EncoderShape all = StartingModel.E5_SMALL;
    return new EncoderShape(
        2, all.hidden(), all.heads(), all.feedForward(), all.positions(), all.layerNormEpsilon());
  }

  private static List<LabelledReview> reviews() {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int stars = 1 + i % WORDS.size();
      Polarity polarity =
          stars < 3 ? Polarity.NEGATIVE : stars == 3 ? Polarity.NEUTRAL : Polarity.POSITIVE;
      reviews.add(
          new LabelledReview(
              "en",
              polarity,
              i % 4 == 0 ? 0 : stars,
              "generated",
              "CC0",
              "Delivery %d was %s, %s"
                  .formatted(i, WORDS.get(stars - 1), "as ever ".repeat(1 + i % 3))));
    }
    return reviews;
  }
}
