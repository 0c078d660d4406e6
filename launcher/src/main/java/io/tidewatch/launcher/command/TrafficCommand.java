package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.samples.LiveClicks;
import io.tidewatch.launcher.samples.SampleData;
import io.tidewatch.launcher.traffic.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "traffic",
    description = "Plays live clicks of the sample customers until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class TrafficCommand implements Callable<Integer> {
  private static final Duration FOREVER = Duration.ofDays(365);

  @Option(
      names = "--rate",
      defaultValue = "20",
      paramLabel = "N",
      description = "Clicks a second (default ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Stop after this time, for example 30s, 5m, 1h.")
  private @Nullable String duration;

  @Override
  public Integer call() throws InterruptedException {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("--rate must be above 0");
    }
    Context context = Context.current();
    Duration howLong = duration == null ? FOREVER : parse(duration);
    Path samples = context.installation().samples();
    if (!Files.exists(samples.resolve(SampleData.MANIFEST))) {
      throw new LaunchException(
          "there are no sample customers in %s; ./tidewatch up makes them".formatted(samples));
    }
    Traffic traffic =
        new Traffic(
            context.client(),
            new LiveClicks(SampleData.read(samples).sizes(), System.nanoTime()),
            rate);
    CountDownLatch stop = new CountDownLatch(1);
    Instant begin = Instant.now();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(context, traffic, begin)));
    context.console().line("Playing %s clicks a second; Ctrl-C stops.".formatted(rate));
    traffic.play(howLong, stop);
    return 0;
  }

  private static void report(Context context, Traffic traffic, Instant begin) {
    Duration took = Duration.between(begin, Instant.now());
    context
        .console()
        .line(
            "%,d clicks accepted, %,d rejected, %,d batches put off, in%s (%.1f a second)"
                .formatted(
                    traffic.accepted(),
                    traffic.rejected(),
                    traffic.refusals(),
                    Console.seconds(took),
                    traffic.accepted() * 1000.0 / Math.max(1, took.toMillis())));
  }

  /** {@code 30s}, {@code 5m}, {@code 1h} or ISO-8601. */
  static Duration parse(String text) {
    String iso = text.toUpperCase(java.util.Locale.ROOT);
    try {
      return Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is no duration; write 30s, 5m or 1h".formatted(text), e);
    }
  }
}
