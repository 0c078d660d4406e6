package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.EncoderShape;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.ModelPackage;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs the base encoder and trains a head on labelled reviews; writes a model directory. */
@Command(
    name = "train-head",
    mixinStandardHelpOptions = true,
    description = "Trains the five-class head over the frozen encoder and writes a model.")
public final class TrainHead implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(TrainHead.class);
  private static final EncoderShape E5_SMALL = new EncoderShape(12, 384, 12, 1536, 512, 1e-12);
  private static final List<String> CLASSES =
      List.of("very_negative", "negative", "neutral", "positive", "very_positive");
  private static final int MAX_TOKENS = 128;
  private static final int ONE_IN_HELD_OUT = 20;
  private static final int JUDGED_PER_STAR = 120;
  private static final int JUDGED_PER_POLARITY = 200;

  @Option(names = "--base", required = true, description = "Directory of the base encoder.")
  private Path base = Path.of("");

  @Option(names = "--train", required = true, description = "Labelled rows to learn from.")
  private Path train = Path.of("");

  @Option(names = "--dev", required = true, description = "Labelled rows to judge on.")
  private Path dev = Path.of("");

  @Option(names = "--out", required = true, description = "Model directory to write.")
  private Path out = Path.of("");

  @Option(names = "--work", description = "Directory for vectors that a next run uses again.")
  private Path work = Path.of("target/training");

  @Option(names = "--tiers", split = ",", description = "Licence tiers to use; all if absent.")
  private Set<String> tiers = Set.of();

  @Option(
      names = "--per-star",
      description = "Most rows a language and star count; some must be left over to judge on.")
  private int perStar = 2000;

  @Option(names = "--per-polarity", description = "Most rows a source, language and polarity.")
  private int perPolarity = 700;

  @Option(names = "--threads", description = "Threads that embed.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--precision", description = "FP32 or BF16.")
  private Precision precision = Precision.BF16;

  @Option(names = "--hidden", description = "Width of the head's hidden layer.")
  private int hidden = 256;

  @Option(names = "--epochs", description = "Most passes over the sample.")
  private int epochs = 30;

  @Option(names = "--seed", description = "Seed of the sample and of the training.")
  private long seed = 20;

  @Option(names = "--model-version", description = "Version to write into the manifest.")
  private String version = "0.1.0";

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TrainHead()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<LabelledReview> sample =
        new BalancedSample(perStar, perPolarity, seed).of(LabelledReviews.read(train, tiers));
    List<LabelledReview> judged =
        new BalancedSample(JUDGED_PER_STAR, JUDGED_PER_POLARITY, seed).of(unseen(sample));
    log.atInfo()
        .addKeyValue("sample", sample.size())
        .addKeyValue("judged", judged.size())
        .log("Rows drawn");
    ModelPackage model = new ModelPackage(out);
    if (!Files.exists(out.resolve(ModelManifest.WORD_TABLE))) {
      model.packBase(base);
    }
    model.writeManifest(draft(0, Map.of()));
    float[][] vectors;
    float[][] judgedVectors;
    try (TextModel encoder =
        TextModel.load(
            new ModelCache(work).unpack(ModelLocation.directory(out), precision, false),
            MAX_TOKENS,
            work)) {
      Embeddings embeddings = new Embeddings(encoder, work, threads);
      vectors = embeddings.of(sample);
      judgedVectors = embeddings.of(judged);
    }
    Split split = Split.of(sample, vectors, ONE_IN_HELD_OUT);
    Head trained =
        new HeadTrainer(hidden, epochs, seed)
            .train(
                Weights.examples(split.trainRows(), split.trainVectors()),
                Weights.examples(split.heldOutRows(), split.heldOutVectors()));
    double temperature = Temperature.fit(trained, split.heldOutRows(), split.heldOutVectors());
    Head head = trained.cooledBy(temperature);
    model.writeHead(head.tensors());
    List<LanguageFigures> figures =
        LanguageFigures.of(judged, HeadScorer.probabilities(head, judgedVectors));
    ModelCard card =
        new ModelCard(sample, figures, temperature, Duration.ofNanos(System.nanoTime() - start));
    ModelManifest manifest = model.writeManifest(draft(head.layers().size(), card.facts()));
    Files.writeString(out.resolve("model-card.md"), card.markdown(manifest));
    log.atInfo().addKeyValue("model", manifest.id()).log("Model written");
    return 0;
  }

  /** Returns the dev rows, and the rows with stars that the sample left over. */
  private List<LabelledReview> unseen(List<LabelledReview> sample) throws IOException {
    Set<String> seen = sample.stream().map(LabelledReview::text).collect(Collectors.toSet());
    return Stream.concat(
            LabelledReviews.read(dev, Set.of()).stream(),
            LabelledReviews.read(train, Set.of()).stream().filter(LabelledReview::hasStars))
        .filter(row -> !seen.contains(row.text()))
        .toList();
  }

  private ModelManifest draft(int headLayers, Map<String, Object> facts) {
    return new ModelManifest(
        "tidewatch-quick-head",
        version,
        E5_SMALL,
        "query: ",
        MAX_TOKENS,
        headLayers,
        CLASSES,
        Map.of(),
        facts);
  }

  /** Rows to learn from, and rows that only stop and calibrate the training. */
  private record Split(
      List<LabelledReview> trainRows,
      float[][] trainVectors,
      List<LabelledReview> heldOutRows,
      float[][] heldOutVectors) {

    static Split of(List<LabelledReview> rows, float[][] vectors, int oneIn) {
      Map<Boolean, List<Integer>> sides = new LinkedHashMap<>();
      sides.put(true, new ArrayList<>());
      sides.put(false, new ArrayList<>());
      for (int i = 0; i < rows.size(); i++) {
        sides.getOrDefault(i % oneIn == 0, List.of()).add(i);
      }
      List<Integer> heldOut = sides.getOrDefault(true, List.of());
      List<Integer> kept = sides.getOrDefault(false, List.of());
      return new Split(
          kept.stream().map(rows::get).toList(),
          kept.stream().map(i -> vectors[i]).toArray(float[][]::new),
          heldOut.stream().map(rows::get).toList(),
          heldOut.stream().map(i -> vectors[i]).toArray(float[][]::new));
    }
  }
}
