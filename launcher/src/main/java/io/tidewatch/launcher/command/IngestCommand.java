package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.IngestRun;
import io.tidewatch.launcher.client.Uploads;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.net.URI;
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
    description =
        "Loads files, from here or from the web, into a data set and waits until their rows are in"
            + " the lake.",
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
      description =
          "CSV, TSV, JSON, JSONL or XLSX files, or their http(s) addresses, which the platform"
              + " fetches.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "How long one file may take (default ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Override
  public Integer call() throws IOException {
    Context context = Context.current();
    for (String file : files) {
      if (!isAddress(file) && !Files.isRegularFile(Path.of(file))) {
        throw new LaunchException("there is no file " + file);
      }
    }
    Uploads uploads = new Uploads(context.client(), Duration.ofSeconds(timeoutSeconds));
    int failed = 0;
    for (String file : files) {
      failed += load(uploads, file, context.console()) ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }

  private static boolean isAddress(String file) {
    return file.startsWith("http://") || file.startsWith("https://");
  }

  private boolean load(Uploads uploads, String file, Console console) throws IOException {
    Instant begin = Instant.now();
    try {
      IngestRun run =
          isAddress(file)
              ? uploads.fetchedToTheEnd(dataset, URI.create(file))
              : uploads.toTheEnd(dataset, Path.of(file));
      String took = Console.seconds(Duration.between(begin, Instant.now())).strip();
      console.line(
          "%s: %s, %s, %s%s"
              .formatted(
                  named(file),
                  run.status(),
                  run.equation(),
                  took,
                  run.message().isBlank() ? "" : " (" + run.message() + ")"));
      run.problems().stream().limit(PROBLEMS_SHOWN).forEach(console::note);
      return run.isGood();
    } catch (LaunchException e) {
      console.failure("%s: %s".formatted(named(file), e.getMessage()));
      return false;
    }
  }

  private static String named(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
