package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.IngestRun;
import io.tidewatch.launcher.client.Uploads;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ingest",
    description = "Uploads files into a data set and waits until their rows are in the lake.",
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
  private static final int PROBLEMS_SHOWN = 5;

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description =
          "customers, transactions, clickstream, complaints, reviews, or one that was added.")
  private String dataset = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV, TSV, JSON, JSONL or XLSX files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "How long one file may take (default ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Override
  public Integer call() throws IOException {
    Context context = Context.current();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new LaunchException("there is no file " + file);
      }
    }
    Uploads uploads = new Uploads(context.client(), Duration.ofSeconds(timeoutSeconds));
    int failed = 0;
    for (Path file : files) {
      failed += load(uploads, file, context.console()) ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }

  private boolean load(Uploads uploads, Path file, Console console) throws IOException {
    Instant begin = Instant.now();
    try {
      IngestRun run = uploads.toTheEnd(dataset, file);
      String took = Console.seconds(Duration.between(begin, Instant.now())).strip();
      console.line(
          "%s: %s, %s, %s%s"
              .formatted(
                  file.getFileName(),
                  run.status(),
                  run.equation(),
                  took,
                  run.message().isBlank() ? "" : " (" + run.message() + ")"));
      run.problems().stream().limit(PROBLEMS_SHOWN).forEach(console::note);
      return run.isGood();
    } catch (LaunchException e) {
      console.failure("%s: %s".formatted(file.getFileName(), e.getMessage()));
      return false;
    }
  }
}
