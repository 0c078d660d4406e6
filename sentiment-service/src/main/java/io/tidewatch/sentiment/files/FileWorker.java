package io.tidewatch.sentiment.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Works on one file at a time, oldest first, also on those that a stopped instance left. */
@Component
class FileWorker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FileWorker.class);
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(15);

  private final FileScoring scoring;
  private final FileJobs jobs;
  private final KeptFiles files;
  private final FileScoringProperties properties;
  private final Clock clock;
  private final Semaphore arrived = new Semaphore(0);
  private @Nullable Thread thread;
  private volatile boolean stopping;

  FileWorker(
      FileScoring scoring,
      FileJobs jobs,
      KeptFiles files,
      FileScoringProperties properties,
      Clock clock) {
    this.scoring = scoring;
    this.jobs = jobs;
    this.files = files;
    this.properties = properties;
    this.clock = clock;
  }

  /** A file has come. */
  void wake() {
    arrived.release();
  }

  @Override
  public synchronized void start() {
    stopping = false;
    thread = Thread.ofPlatform().name("sentiment-files").daemon().start(this::work);
  }

  /** Lets the chunk that is scored be the last one: an interrupt would break the connection. */
  @Override
  public synchronized void stop() {
    Thread running = thread;
    thread = null;
    stopping = true;
    wake();
    if (running != null) {
      try {
        running.join(SHUTDOWN_PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void work() {
    while (!stopping) {
      try {
        Optional<FileJob> next = jobs.claim(files.uploads(), properties.lease());
        if (next.isPresent()) {
          run(next.get());
        } else {
          removeOld();
          pause();
        }
      } catch (DataAccessException | IOException e) {
        log.atWarn().setCause(e).log("Files wait: database or disk cannot be reached");
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (arrived.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        arrived.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  private void run(FileJob job) throws IOException {
    if (job.starts() > properties.maxStarts()) {
      fail(
          job, "The service stopped %d times while it scored the file".formatted(job.starts() - 1));
      return;
    }
    try {
      if (scoring.score(job, () -> stopping)) {
        jobs.end(job, FileJob.Status.SUCCEEDED, null);
        files.deleteUpload(job.id());
      } else if (stopping) {
        jobs.putBack(job);
      } else {
        files.delete(job.id());
      }
    } catch (UnusableFileException e) {
      fail(job, String.valueOf(e.getMessage()));
    } catch (DataAccessException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("job", job.id()).setCause(e).log("A file cannot be scored");
      fail(job, "The file cannot be read, scored, or its result written: " + e);
    }
  }

  private void fail(FileJob job, String reason) throws IOException {
    jobs.end(job, FileJob.Status.FAILED, reason);
    files.delete(job.id());
  }

  private void removeOld() throws IOException {
    for (UUID id : jobs.endedBefore(clock.instant().minus(properties.retention()))) {
      files.delete(id);
      jobs.remove(id);
    }
  }
}
