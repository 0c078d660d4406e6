package io.tidewatch.ingestion.files;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.tidewatch.ingestion.files.LandingFolder.Arrived;
import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.RecordReader;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunTask;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes files in: kept in the landing folder, looked into, and queued. */
@Component
class FileUploads {
  private static final Logger log = LoggerFactory.getLogger(FileUploads.class);

  private final LandingFolder landing;
  private final FileReading reading;
  private final Runs runs;
  private final SchedulerClient scheduler;
  private final TransactionOperations transactions;
  private final Clock clock;

  FileUploads(
      LandingFolder landing,
      FileReading reading,
      Runs runs,
      SchedulerClient scheduler,
      TransactionOperations transactions,
      Clock clock) {
    this.landing = landing;
    this.reading = reading;
    this.runs = runs;
    this.scheduler = scheduler;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Takes a file in.
   *
   * @param announced how many bytes the sender says there are; below 0 if it does not say
   * @return its run, queued, or ended as a duplicate
   * @throws FileRefusedException if it cannot be loaded; nothing is kept then
   */
  Run take(DataSet dataSet, String name, InputStream in, long announced) throws IOException {
    try (Arrived file = landing.receive(name, in, announced)) {
      if (file.bytes() == 0) {
        throw new FileRefusedException(
            HttpStatus.BAD_REQUEST, "empty-file", "The file %s is empty.".formatted(name));
      }
      Optional<Run> known = runs.withContent(dataSet.name(), file.checksum());
      if (known.isPresent()) {
        return duplicate(known.get(), file);
      }
      lookInto(dataSet, file);
      return queue(dataSet, file, landing.keep(dataSet.name(), file));
    }
  }

  private void lookInto(DataSet dataSet, Arrived file) throws IOException {
    try (RecordReader records = reading.open(dataSet, file)) {
      records.next();
    } catch (UnreadableFileException e) {
      HttpStatus status =
          switch (e.slug()) {
            case "empty-file" -> HttpStatus.BAD_REQUEST;
            case "unsupported-format" -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
          };
      throw new FileRefusedException(status, e.slug(), String.valueOf(e.getMessage()), e.line());
    }
  }

  /** The run and the task that works on it are registered together or not at all. */
  private Run queue(DataSet dataSet, Arrived file, String location) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant();
    boolean queued =
        Boolean.TRUE.equals(
            transactions.execute(
                status -> {
                  boolean first =
                      runs.queue(
                          id,
                          dataSet.name(),
                          file.name(),
                          file.checksum(),
                          file.bytes(),
                          location,
                          now);
                  if (first) {
                    scheduler.scheduleIfNotExists(RunTask.of(id, now));
                  }
                  return first;
                }));
    if (!queued) {
      return duplicate(
          runs.withContent(dataSet.name(), file.checksum())
              .orElseThrow(
                  () -> new IllegalStateException("the run with this content has just ended")),
          file);
    }
    log.atInfo()
        .addKeyValue("run", id)
        .addKeyValue("dataset", dataSet.name())
        .addKeyValue("bytes", file.bytes())
        .log("file received");
    return known(id);
  }

  private Run duplicate(Run original, Arrived file) {
    UUID id = UUID.randomUUID();
    runs.duplicate(id, original, file.name(), file.bytes(), clock.instant());
    log.atInfo()
        .addKeyValue("run", id)
        .addKeyValue("original", original.id())
        .log("duplicate file");
    return known(id);
  }

  private Run known(UUID id) {
    return runs.find(id)
        .orElseThrow(() -> new IllegalStateException("run " + id + " was just registered"));
  }
}
