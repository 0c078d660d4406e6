package io.tidewatch.sentiment.training;

import static picocli.CommandLine.Help.Visibility.NEVER;

import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.PrecisionChoice;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.UnpackedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a model, as it is served, on a file of labelled rows. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description =
        "Judges a model on labelled rows: per language, and for all, percent with 95 %% bootstrap"
            + " intervals. Exact and within one star on rows with stars; macro F1 on negative,"
            + " neutral, positive; ECE is the expected calibration error.")
public final class Evaluate implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      showDefaultValue = NEVER,
      description = "Rows lang, label3, stars, source, licence_tier, text; tabbed, gzip or plain.")
  private Path file = Path.of("");

  @Option(names = "--model", description = "Model directory; the shipped one if absent.")
  private @Nullable Path model;

  @Option(
      names = "--tiers",
      split = ",",
      showDefaultValue = NEVER,
      description = "Licence tiers to judge on.")
  private Set<String> tiers = Set.of();

  @Option(names = "--max-rows", description = "Most rows, drawn at random; 0 takes all.")
  private int maxRows;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--precision", description = "${COMPLETION-CANDIDATES}.")
  private PrecisionChoice precision = PrecisionChoice.AUTO;

  @Option(names = "--threads", description = "Predictors side by side.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", description = "Seed of the draws.")
  private long seed = 1;

  @Option(
      names = "--cache",
      description = "Directory for the unpacked model and native libraries.",
      defaultValue = "${sys:tidewatch.data.directory:-data}/cache/sentiment")
  private Path cache = Path.of("");

  /** Runs the command. */
  public static void main(String[] args) {
    ModelCommand.quiet();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return ModelCommand.explainedBy(new CommandLine(new Evaluate()));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<LabelledReview> rows = drawn(LabelledReviews.read(file, tiers));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("%s has no rows of these tiers".formatted(file));
    }
    ModelLocation location =
        model == null ? StartingModel::shipped : ModelLocation.directory(model);
    UnpackedModel unpacked = new ModelCache(cache).unpack(location, precision.resolve(), true);
    try (TextModel served = TextModel.load(unpacked, unpacked.identity().maxTokens(), cache)) {
      List<Judgement> judgements =
          Judgement.of(rows, new ServedScores(served, threads).of(rows), 1);
      FiguresTable table =
          new FiguresTable(
              unpacked.identity().id(),
              Figures.byLanguage(judgements, seed),
              Figures.of("all", judgements, seed));
      PrintWriter out =
          spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
      out.println(json ? table.json() : table.text());
      out.flush();
    }
    return 0;
  }

  private List<LabelledReview> drawn(List<LabelledReview> rows) {
    if (maxRows <= 0 || rows.size() <= maxRows) {
      return rows;
    }
    List<LabelledReview> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, maxRows);
  }
}
