package io.tidewatch.launcher.firstrun;

import io.tidewatch.launcher.client.IngestRun;
import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.client.Uploads;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.samples.FileCounts;
import io.tidewatch.launcher.samples.SampleData;
import io.tidewatch.launcher.samples.SampleSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Makes sample data once and loads it once; an interrupted load goes on where it was. */
public final class SampleLoad {
  private static final Duration FILE_PATIENCE = Duration.ofMinutes(10);

  private final Installation installation;
  private final PlatformClient client;
  private final Console console;

  public SampleLoad(Installation installation, PlatformClient client, Console console) {
    this.installation = installation;
    this.client = client;
    this.console = console;
  }

  /** Whether the samples went all the way to scores before. */
  public boolean isDone() {
    return Files.exists(mark());
  }

  /** Remembers that nothing of this has to be done again. */
  public void done() throws IOException {
    Files.writeString(mark(), Instant.now() + "\n");
  }

  /**
   * Generates the files unless they are there, and loads each to the end.
   *
   * @return whether there was anything that an earlier start had not loaded
   */
  public boolean run(SampleSizes sizes) throws IOException {
    SampleData data = files(sizes);
    Uploads uploads = new Uploads(client, FILE_PATIENCE);
    boolean anything = false;
    // the largest first: then the pauses between commits stay short, and ETL waits for the last
    for (FileCounts file : largestFirst(data.files())) {
      anything |= load(uploads, file);
    }
    return anything;
  }

  private static List<FileCounts> largestFirst(List<FileCounts> files) {
    return files.stream()
        .sorted(Comparator.comparingLong((FileCounts f) -> f.expected().source()).reversed())
        .toList();
  }

  private SampleData files(SampleSizes sizes) throws IOException {
    if (Files.exists(installation.samples().resolve(SampleData.MANIFEST))) {
      return SampleData.read(installation.samples());
    }
    Instant begin = Instant.now();
    SampleData data = SampleData.write(sizes, installation.samples());
    console.done(
        "sample data",
        "%,d customers, %,d rows"
            .formatted(
                sizes.customers(),
                data.files().stream().mapToLong(f -> f.expected().source()).sum()),
        Duration.between(begin, Instant.now()));
    return data;
  }

  private boolean load(Uploads uploads, FileCounts file) throws IOException {
    Instant begin = Instant.now();
    IngestRun run = uploads.toTheEnd(file.dataset(), installation.samples().resolve(file.file()));
    if (!run.isGood()) {
      throw new LaunchException(
          "loading %s ended as %s: %s".formatted(file.file(), run.status(), run.message()));
    }
    boolean fresh = !run.status().equals("DUPLICATE");
    String detail =
        !fresh
            ? "was loaded before"
            : "%,d loaded, %,d set aside"
                .formatted(run.counts().loaded(), run.counts().source() - run.counts().loaded());
    console.done("load " + file.file(), detail, Duration.between(begin, Instant.now()));
    if (fresh && !run.counts().equals(file.expected())) {
      console.note("expected: " + file.expected());
    }
    return fresh;
  }

  private Path mark() {
    return installation.run().resolve("samples.loaded");
  }
}
