package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.ModelPackage;
import io.tidewatch.sentiment.model.ModelParts;
import io.tidewatch.sentiment.model.Tensor;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TrainableModel;
import io.tidewatch.sentiment.model.WeightGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Writes what a fine-tuning learned as a model directory, judged as it will be served. */
final class TrainedModel {
  private static final String NAME = "tidewatch-sentiment";
  private static final String NOTICE = "NOTICE.txt";
  private static final double MEGABYTE = 1e6;

  private final Path directory;
  private final ModelCache cache;
  private final int threads;
  private final Consumer<String> lines;

  TrainedModel(Path directory, ModelCache cache, int threads, Consumer<String> lines) {
    this.directory = directory;
    this.cache = cache;
    this.threads = threads;
    this.lines = lines;
  }

  /**
   * How the model came about.
   *
   * @param start manifest of the model that it started from
   * @param mix its rows
   * @param settings of the training
   * @param progress at its end
   * @param baseShare of the base encoder's weights in the average, 0 if there is none
   * @param temperature that its logits are divided by
   * @param maxTokens window
   * @param headLayers linear layers of the head
   * @param version for the manifest
   * @param natives directory of the native libraries
   */
  record Story(
      ModelManifest start,
      TrainingMix mix,
      FineTuneSettings settings,
      Progress progress,
      double baseShare,
      double temperature,
      int maxTokens,
      int headLayers,
      String version,
      Path natives) {}

  void write(
      ModelLocation start, TrainableModel model, Map<WeightGroup, float[]> values, Story story)
      throws IOException, InterruptedException {
    ModelPackage files = new ModelPackage(directory);
    ModelParts.copyFrozen(start, directory);
    try (InputStream notice = StartingModel.shipped(NOTICE)) {
      Files.copy(notice, directory.resolve(NOTICE), StandardCopyOption.REPLACE_EXISTING);
    }
    files.writeEncoder(model.encoder(values));
    files.writeHead(cooled(model.head(values), story.headLayers(), story.temperature()));
    files.writeManifest(manifest(story, Map.of()));
    List<Judgement> judgements;
    try (TextModel served =
        TextModel.load(
            cache.unpack(ModelLocation.directory(directory), story.settings().precision(), true),
            story.maxTokens(),
            story.natives())) {
      judgements =
          Judgement.of(
              story.mix().judged(), new ServedScores(served, threads).of(story.mix().judged()), 1);
    }
    FineTunedCard card = new FineTunedCard(story, judgements);
    ModelManifest manifest = files.writeManifest(manifest(story, card.facts()));
    Files.writeString(directory.resolve("model-card.md"), card.markdown(manifest));
    lines.accept("all judged rows: " + Measures.of(judgements).summary());
    lines.accept(
        "model %s written to %s, %.1f MB".formatted(manifest.id(), directory, megabytes()));
  }

  private double megabytes() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.mapToLong(file -> file.toFile().length()).sum() / MEGABYTE;
    }
  }

  private static ModelManifest manifest(Story story, Map<String, Object> facts) {
    return new ModelManifest(
        NAME,
        story.version(),
        story.start().encoder(),
        story.start().prefix(),
        story.maxTokens(),
        story.headLayers(),
        StartingModel.CLASSES,
        Map.of(),
        facts);
  }

  /** Dividing the last layer by the temperature calibrates the model without another field. */
  private static List<Tensor> cooled(List<Tensor> head, int layers, double temperature) {
    String last = "head." + (layers - 1) + ".";
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : head) {
      if (!tensor.name().startsWith(last)) {
        result.add(tensor);
        continue;
      }
      float[] values = tensor.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] /= (float) temperature;
      }
      result.add(Tensor.ofFloats(tensor.name(), tensor.shape(), values));
    }
    return result;
  }
}
