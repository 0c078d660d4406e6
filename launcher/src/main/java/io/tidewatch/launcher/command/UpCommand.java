package io.tidewatch.launcher.command;

import io.tidewatch.launcher.firstrun.PipelineWatch;
import io.tidewatch.launcher.firstrun.SampleLoad;
import io.tidewatch.launcher.platform.Component;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Platform;
import io.tidewatch.launcher.samples.SampleOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = {
      "Builds what is stale, starts what is missing, loads sample data once.",
      "What is started keeps running after Ctrl-C; ./tidewatch down stops it."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Start only these: postgres, kafka, ingestion-service, ... (no sample data).")
  private List<String> only = new ArrayList<>();

  @Option(names = "--no-build", description = "Start what is built, even if it is stale.")
  private boolean noBuild; // read by the script before the launcher runs

  @Option(names = "--no-samples", description = "Load no sample data.")
  private boolean noSamples;

  @Option(
      names = "--wait",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long ETL, training and scoring may take (default ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Mixin private SampleOptions samples = new SampleOptions();

  @Override
  public Integer call() throws IOException {
    Context context = Context.current();
    Console console = context.console();
    Platform platform = context.platform();
    check(platform);
    Instant begin = Instant.now();
    Thread farewell =
        new Thread(
            () ->
                console.line(
                    "\nInterrupted. What was started keeps running: ./tidewatch up goes on, ./tidewatch down stops it."));
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      start(context, platform, begin);
    } finally {
      stayQuiet(farewell);
    }
    return 0;
  }

  private static void stayQuiet(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      return; // the JVM ends already, so the farewell is due
    }
  }

  private void start(Context context, Platform platform, Instant begin) throws IOException {
    Console console = context.console();
    console.heading("Starting");
    platform.up(name -> only.isEmpty() || only.contains(name));
    if (only.isEmpty()) {
      if (!noSamples) {
        firstRun(context);
      }
      summary(context, Duration.between(begin, Instant.now()));
    }
  }

  private void check(Platform platform) {
    List<String> names = platform.components().stream().map(Component::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new LaunchException(
            "there is no '%s'; choose from %s".formatted(name, String.join(", ", names)));
      }
    }
  }

  private void firstRun(Context context) throws IOException {
    SampleLoad load = new SampleLoad(context.installation(), context.client(), context.console());
    if (load.isDone()) {
      return;
    }
    context.console().heading("Sample data");
    boolean fresh = load.run(samples.sizes());
    context.console().heading("ETL, features, models");
    PipelineWatch watch =
        new PipelineWatch(context.client(), context.console(), Duration.ofSeconds(waitSeconds));
    if (!fresh) {
      watch.startEtl();
    }
    watch.follow();
    load.done();
  }

  private static void summary(Context context, Duration took) {
    Console console = context.console();
    console.heading("Tidewatch is up, after" + Console.seconds(took));
    console.line(
        """
          dashboard   %s
          login       admin / %s

        Try next:
          ./tidewatch status
          ./tidewatch traffic --rate 50        and look at the live page
          ./tidewatch ingest customers FILE.csv
          ./tidewatch down\
        """
            .formatted(context.installation().issuer(), context.secrets().adminPassword()));
  }
}
