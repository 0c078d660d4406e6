package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.Service;
import io.tidewatch.launcher.platform.ServiceProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Programs around the sentiment model; every argument goes to the program as it is. */
@Command(
    name = "sentiment",
    description = "Trains and judges the sentiment model.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SentimentCommand.Train.class, SentimentCommand.Evaluate.class})
final class SentimentCommand {
  private static final String PROGRAMS = "io.tidewatch.sentiment.training.";

  private static int run(String program, String heap, List<String> arguments)
      throws IOException, InterruptedException {
    Installation installation = Installation.fromEnvironment(System.getenv());
    return new ServiceProgram(
            installation,
            Service.SENTIMENT,
            Path.of(System.getProperty("java.home"), "bin", "java"),
            PROGRAMS + program,
            List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-DDJL_CACHE_DIR=" + installation.cache().resolve("djl")))
        .run(arguments);
  }

  @Command(name = "train", description = "Fine-tunes the model on labelled rows; see train --help.")
  static final class Train implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("FineTune", "2g", arguments);
    }
  }

  @Command(
      name = "evaluate",
      description = "Judges a model on labelled rows, per language; see evaluate --help.")
  static final class Evaluate implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
      return run("Evaluate", "1g", arguments);
    }
  }
}
