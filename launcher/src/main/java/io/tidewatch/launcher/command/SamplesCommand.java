package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.samples.SampleData;
import io.tidewatch.launcher.samples.SampleOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "samples",
    description = "Writes sample files: customers, transactions, clicks, complaints, reviews.",
    mixinStandardHelpOptions = true)
final class SamplesCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out = Path.of(".");

  @Mixin private SampleOptions options = new SampleOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.standard();
    Instant begin = Instant.now();
    SampleData data = SampleData.write(options.sizes(), out);
    data.files()
        .forEach(
            f ->
                console.line(
                    "%-18s %,9d rows, to be: %,d loaded, %,d quarantined, %,d duplicate, %,d late"
                        .formatted(
                            f.file(),
                            f.expected().source(),
                            f.expected().loaded(),
                            f.expected().quarantined(),
                            f.expected().duplicate(),
                            f.expected().late())));
    console.line(
        "%,d of %,d customers churned; texts in %s;%s"
            .formatted(
                data.churned(),
                data.sizes().customers(),
                String.join(" ", data.languages()),
                Console.seconds(Duration.between(begin, Instant.now()))));
    return 0;
  }
}
