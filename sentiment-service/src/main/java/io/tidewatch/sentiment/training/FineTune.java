package io.tidewatch.sentiment.training;

import static picocli.CommandLine.Help.Visibility.NEVER;

import io.tidewatch.sentiment.model.EncoderShape;
import io.tidewatch.sentiment.model.Engines;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelParts;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.PrecisionChoice;
import io.tidewatch.sentiment.model.Tokenizer;
import io.tidewatch.sentiment.model.TrainableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fine-tunes the whole encoder on labelled reviews and writes a model directory. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description =
        "Fine-tunes encoder and head on labelled rows and writes a model directory. Stopped at any"
            + " time, the same command goes on from its checkpoint.")
public final class FineTune implements Callable<Integer> {
  private static final int STOPPED = 130;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--train",
      required = true,
      showDefaultValue = NEVER,
      description = "Labelled rows to learn from.")
  private Path train = Path.of("");

  @Option(
      names = "--dev",
      required = true,
      showDefaultValue = NEVER,
      description = "Labelled rows to judge on.")
  private Path dev = Path.of("");

  @Option(
      names = "--out",
      required = true,
      showDefaultValue = NEVER,
      description = "Model directory to write.")
  private Path out = Path.of("");

  @Option(
      names = "--work",
      description = "Directory of the checkpoint and of unpacked files.",
      defaultValue = "${sys:tidewatch.data.directory:-data}/training")
  private Path work = Path.of("");

  @Option(names = "--base", description = "Start from this base encoder directory.")
  private @Nullable Path base;

  @Option(names = "--from", description = "Start from this model; the shipped one if absent.")
  private @Nullable Path from;

  @Option(names = "--keep-head", description = "Go on with that model's head too.")
  private boolean keepHead;

  @Option(
      names = "--average-with",
      description =
          "Base encoder directory whose weights are averaged in; --base if that is given.")
  private @Nullable Path averageWith;

  @Option(names = "--average-share", description = "Its share in the average, 0 to 1.")
  private double averageShare = 0.4;

  @Option(names = "--minutes", description = "Time for the training, over resumed runs.")
  private double minutes = 60;

  @Option(names = "--passes", description = "Most passes over the rows.")
  private int passes = 2;

  @Option(names = "--tiers", split = ",", description = "Licence tiers to learn from.")
  private Set<String> tiers = Set.of();

  @Option(names = "--per-star", description = "Most rows of a language, source and star count.")
  private int perStar = 3000;

  @Option(names = "--per-polarity", description = "The same for rows without stars.")
  private int perPolarity = 1500;

  @Option(names = "--per-source", split = ",", description = "The same for sources by name.")
  private Map<String, Integer> perSource = Map.of("NSMC-raw", 2000, "AfriSenti", 500, "XED", 120);

  @Option(names = "--held-out-per-star", description = "Rows with stars kept out, per language.")
  private int heldOutPerStar = 150;

  @Option(names = "--batch", description = "Rows a step.")
  private int batch = 32;

  @Option(names = "--max-tokens", description = "Window of the model.")
  private int maxTokens = 128;

  @Option(names = "--train-tokens", description = "Window while training.")
  private int trainTokens = 128;

  @Option(names = "--lr", description = "Highest learning rate of the encoder.")
  private double learningRate = 1.5e-4;

  @Option(names = "--head-lr", description = "Highest learning rate of the head.")
  private double headLearningRate = 1e-3;

  @Option(names = "--weight-decay", description = "Weight decay of matrices.")
  private double weightDecay = 0.01;

  @Option(names = "--warm-up", description = "Share of the run in which the rates rise.")
  private double warmUp = 0.04;

  @Option(names = "--dropout", description = "Share of the pooled vector that a step drops.")
  private double dropout = 0.1;

  @Option(names = "--precision", description = "${COMPLETION-CANDIDATES}.")
  private PrecisionChoice precision = PrecisionChoice.AUTO;

  @Option(names = "--threads", description = "Threads inside an operation.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", description = "Seed of draw, head and order.")
  private long seed = 20;

  @Option(names = "--check-minutes", description = "Time between looks at the stopping rows.")
  private double checkMinutes = 10;

  @Option(names = "--patience", description = "Looks without a better one before the end.")
  private int patience = 5;

  @Option(names = "--checkpoint-minutes", description = "Time between checkpoints.")
  private double checkpointMinutes = 5;

  @Option(names = "--model-version", description = "Version to write into the manifest.")
  private String version = "1.0.0";

  /** Runs the command. */
  public static void main(String[] args) {
    ModelCommand.quiet();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return ModelCommand.explainedBy(new CommandLine(new FineTune()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Engines.configureForTraining(work, threads);
    ModelLocation start = new StartingModel(work).locate(base, from);
    ModelParts parts = ModelParts.unpack(start, work.resolve("parts"));
    TrainingMix mix =
        TrainingMix.draw(
            LabelledReviews.read(train, Set.of()),
            LabelledReviews.read(dev, Set.of()),
            tiers,
            new TrainingMix.Caps(perStar, perPolarity, perSource),
            heldOutPerStar,
            seed);
    say(
        "%d rows to learn from, %d to stop by, %d to judge on"
            .formatted(mix.train().size(), mix.stopping().size(), mix.judged().size()));
    FineTuneSettings settings = settings(precision.resolve());
    EncoderShape shape = parts.manifest().encoder();
    StartingHead head = StartingHead.of(parts, keepHead, seed, work.resolve("parts"));
    TrainableModel model =
        new TrainableModel(shape, parts.words(), parts.layers(), head.tensors(), head.layers());
    Path script = work.resolve("parts").resolve("trainable.pt");
    model.write(script, settings.precision(), dropout);
    try (StopSignal stop = new StopSignal(Duration.ofMinutes(2));
        Tokenizer learning = tokenizer(parts, Math.min(trainTokens, maxTokens));
        Tokenizer serving = tokenizer(parts, maxTokens);
        EncoderTrainer trainer = new EncoderTrainer(script, seed)) {
      TokenizedRows stopping = TokenizedRows.of(mix.stopping(), serving);
      FineTuning.Outcome outcome =
          new FineTuning(
                  settings,
                  fixed(settings, mix, parts),
                  TokenizedRows.of(mix.train(), learning),
                  stopping,
                  work,
                  this::say)
              .run(trainer, stop);
      if (outcome.stopped()) {
        return STOPPED;
      }
      Anchor anchor = anchor(shape, head);
      trainer.restore(anchor.averagedWith(trainer.values()), trainer.optimizers());
      double temperature = Temperature.fit(mix.stopping(), stopping.scored(batch, trainer::logits));
      new TrainedModel(out, new ModelCache(work), threads, this::say)
          .write(
              start,
              model,
              trainer.values(),
              new TrainedModel.Story(
                  parts.manifest(),
                  mix,
                  settings,
                  outcome.progress(),
                  anchor.share(),
                  temperature,
                  maxTokens,
                  head.layers(),
                  version,
                  work));
      return 0;
    }
  }

  private Anchor anchor(EncoderShape shape, StartingHead head) throws IOException {
    Path encoder = averageWith == null ? base : averageWith;
    if (encoder == null || averageShare == 0) {
      return Anchor.NONE;
    }
    ModelParts parts =
        ModelParts.unpack(
            new StartingModel(work).locate(encoder, null), work.resolve("average-with"));
    return new Anchor(
        new TrainableModel(shape, parts.words(), parts.layers(), head.tensors(), head.layers())
            .start(),
        averageShare);
  }

  private FineTuneSettings settings(Precision resolved) {
    return new FineTuneSettings(
        minutes,
        passes,
        batch,
        learningRate,
        headLearningRate,
        weightDecay,
        warmUp,
        resolved,
        seed,
        checkMinutes,
        patience,
        checkpointMinutes);
  }

  private Map<String, String> fixed(FineTuneSettings settings, TrainingMix mix, ModelParts parts) {
    Map<String, String> fixed = new LinkedHashMap<>(settings.fixed());
    fixed.put("rows", mix.fingerprint());
    fixed.put("starting model", parts.manifest().id());
    fixed.put("keep-head", Boolean.toString(keepHead));
    fixed.put("dropout", Double.toString(dropout));
    fixed.put("train-tokens", Integer.toString(Math.min(trainTokens, maxTokens)));
    return fixed;
  }

  private static Tokenizer tokenizer(ModelParts parts, int window) {
    return new Tokenizer(parts.tokenizer(), parts.manifest().prefix(), window);
  }

  private void say(String line) {
    PrintWriter to = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }
}
