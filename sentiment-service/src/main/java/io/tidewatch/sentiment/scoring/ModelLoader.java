package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.ComputeDevice;
import io.tidewatch.sentiment.model.Devices;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.ModelUnusableException;
import io.tidewatch.sentiment.model.OutputMapping;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.UnpackedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a model from a folder, verifies it and warms it up. */
final class ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);
  private static final String CARD = "model-card.md";
  private static final int ROUND = 4;

  private final ScoringProperties properties;
  private final ModelSources sources;
  private final Devices devices;
  private final ScoringMetrics metrics;
  private final Clock clock;

  ModelLoader(
      ScoringProperties properties,
      ModelSources sources,
      Devices devices,
      ScoringMetrics metrics,
      Clock clock) {
    this.properties = properties;
    this.sources = sources;
    this.devices = devices;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What is done to a model before it serves. */
  enum Step {
    UNPACKING,
    LOADING,
    WARMING_UP
  }

  /**
   * Returns the model in the folder, ready to score.
   *
   * @param folder its address
   * @param progress told of each step when it begins
   * @throws ModelUnusableException if the folder has no usable model
   * @throws ScoringFailedException if the model does not score
   */
  LoadedModel load(String folder, Consumer<Step> progress) {
    long start = System.nanoTime();
    progress.accept(Step.UNPACKING);
    ModelLocation location = sources.locate(folder);
    ComputeDevice device = properties.device().resolve(devices);
    Precision precision = properties.precision().resolve(device);
    UnpackedModel files = unpacked(location, folder, precision);
    progress.accept(Step.LOADING);
    TextModel model =
        TextModel.load(files, properties.maxTokens(), properties.cacheDirectory(), device);
    ScoringLimits limits = properties.limits(device);
    BatchingScorer scorer = new BatchingScorer(model, limits, metrics);
    try {
      progress.accept(Step.WARMING_UP);
      warmUp(scorer, limits);
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    metrics.loaded(took);
    log.atInfo()
        .addKeyValue("model", scorer.modelVersion())
        .addKeyValue("device", device)
        .addKeyValue("precision", precision)
        .addKeyValue("predictors", limits.predictors())
        .addKeyValue("loadMillis", took.toMillis())
        .log("Sentiment model ready");
    return new LoadedModel(
        scorer, description(files, device, precision, limits, folder, card(location)));
  }

  /** A folder without our manifest has a classifier that was exported elsewhere. */
  private UnpackedModel unpacked(ModelLocation location, String folder, Precision precision) {
    ModelCache cache = new ModelCache(properties.cacheDirectory());
    return ModelSources.has(location, ModelManifest.FILE)
        ? cache.unpack(location, precision, true)
        : cache.fetch(location, ModelSources.name(folder), properties.external().model());
  }

  /** Every predictor meets short, middling and full windows. */
  private static void warmUp(BatchingScorer scorer, ScoringLimits limits) {
    int perRound = Math.min(limits.patientCapacity(), limits.predictors() * ROUND);
    for (String text : List.of("ok", "works as described ".repeat(8), "never again ".repeat(60))) {
      List<String> round = Collections.nCopies(perRound, text);
      scorer.scorePatiently(round);
    }
  }

  private ModelDescription description(
      UnpackedModel files,
      ComputeDevice device,
      Precision precision,
      ScoringLimits limits,
      String folder,
      String card) {
    return new ModelDescription(
        files.identity().id(),
        files.identity().name(),
        OutputMapping.CLASSES,
        precision,
        device.toString(),
        limits.predictors(),
        properties.maxTokens(),
        limits.maxWindows(),
        folder,
        clock.instant(),
        files.identity().facts(),
        card);
  }

  /** A model without a card still scores; its description then says so. */
  private static String card(ModelLocation location) {
    try (InputStream in = location.open(CARD)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "This model came without " + CARD + ".";
    }
  }
}
