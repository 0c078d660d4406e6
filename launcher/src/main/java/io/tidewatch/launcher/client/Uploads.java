package io.tidewatch.launcher.client;

import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Uploads files and waits for their runs to end. */
public final class Uploads {
  private static final long FIRST_POLL_MILLIS = 40;
  private static final long POLL_MILLIS = 300;

  private final PlatformClient client;
  private final Duration patience;

  /**
   * @param patience how long one file's run may take
   */
  public Uploads(PlatformClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /**
   * The ended run of the file.
   *
   * @throws LaunchException if the service refuses the file or the run does not end in time
   */
  public IngestRun toTheEnd(String dataset, Path file) throws IOException {
    return toTheEnd(client.upload(dataset, file));
  }

  /**
   * The ended run of a file that the platform fetches from the web; of the fetch before if the file
   * has not changed since.
   *
   * @throws LaunchException if the file cannot be had or the run does not end in time
   */
  public IngestRun fetchedToTheEnd(String dataset, URI file) {
    return toTheEnd(client.download(dataset, file));
  }

  /**
   * The run as it ends.
   *
   * @throws LaunchException if it does not end in time
   */
  public IngestRun toTheEnd(IngestRun begun) {
    Instant end = Instant.now().plus(patience);
    IngestRun run = begun;
    long pause = FIRST_POLL_MILLIS;
    while (!run.isOver()) {
      if (Instant.now().isAfter(end)) {
        throw new LaunchException(
            "run %s of %s is still %s after %d s"
                .formatted(run.id(), run.fileName(), run.status(), patience.toSeconds()));
      }
      pause(pause);
      pause = Math.min(2 * pause, POLL_MILLIS);
      run = client.run(run.id());
    }
    return run;
  }

  private static void pause(long millis) {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted; the run goes on in the service", e);
    }
  }
}
