package io.tidewatch.ingestion.schedules;

import io.tidewatch.ingestion.files.Downloads;
import io.tidewatch.ingestion.files.FileRefusedException;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunStatus;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.ingestion.schedules.ServiceCalls.CallFailedException;
import io.tidewatch.ingestion.schedules.Step.Call;
import io.tidewatch.ingestion.schedules.Step.Ingest;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What a step does: it starts a run that lives elsewhere and looks after it.
 *
 * <p>A crash between the start and its record starts the run again. That does no harm: the same
 * content is loaded once, and a service that is asked again joins the run that waits.
 */
@Component
class StepWork {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("mm");

  private final Downloads downloads;
  private final DataSets dataSets;
  private final Runs runs;
  private final ServiceCalls calls;

  StepWork(Downloads downloads, DataSets dataSets, Runs runs, ServiceCalls calls) {
    this.downloads = downloads;
    this.dataSets = dataSets;
    this.runs = runs;
    this.calls = calls;
  }

  /** How the run that a step has started stands. */
  sealed interface Outcome {
    record Open() implements Outcome {}

    record Good(String message) implements Outcome {}

    record Bad(String message) implements Outcome {}
  }

  /**
   * Starts the run.
   *
   * @return what {@link #look} finds it by
   * @throws StepFailedException if it could not be started
   */
  String start(Step step, ZoneId zone, Instant logicalAt) {
    try {
      if (step.call() instanceof Call call) {
        return calls.start(call);
      }
      if (step.ingest() instanceof Ingest ingest) {
        return downloads
            .runOf(known(ingest.dataset()), at(ingest.url(), logicalAt.atZone(zone)))
            .toString();
      }
    } catch (IOException | FileRefusedException | CallFailedException e) {
      throw new StepFailedException(e);
    }
    throw new IllegalStateException("a step is checked to do something");
  }

  static String at(String url, ZonedDateTime time) {
    return url.replace("{date}", DateTimeFormatter.ISO_LOCAL_DATE.format(time))
        .replace("{hour}", HOUR.format(time))
        .replace("{minute}", MINUTE.format(time));
  }

  Outcome look(Step step, String child) {
    if (step.call() instanceof Call call) {
      return lookElsewhere(call, child);
    }
    return runs.find(UUID.fromString(child))
        .map(StepWork::outcome)
        .orElseGet(() -> new Outcome.Bad("its run is gone"));
  }

  private Outcome lookElsewhere(Call call, String path) {
    try {
      ServiceCalls.State state = calls.state(call.service(), path);
      String message = state.message() == null ? state.status() : state.message();
      return state.open()
          ? new Outcome.Open()
          : state.good() ? new Outcome.Good(message) : new Outcome.Bad(message);
    } catch (CallFailedException e) {
      // a service that is down comes back with its run; the step's timeout bounds the wait
      return e.passing() ? new Outcome.Open() : new Outcome.Bad(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome outcome(Run run) {
    if (!run.status().ended()) {
      return new Outcome.Open();
    }
    if (run.status() == RunStatus.FAILED || run.status() == RunStatus.CANCELLED) {
      return new Outcome.Bad(
          run.message() == null ? "its run ended as " + run.status() : run.message());
    }
    return new Outcome.Good(
        run.status() == RunStatus.DUPLICATE
            ? "nothing new"
            : "%d of %d rows loaded".formatted(run.counts().loaded(), run.counts().source()));
  }

  /** Stops what can be stopped; runs of other services go on. */
  void cancel(Step step, String child) {
    if (step.ingest() != null) {
      runs.cancel(UUID.fromString(child));
    }
  }

  private DataSet known(String name) {
    return dataSets
        .find(name)
        .orElseThrow(
            () -> new StepFailedException(new IOException("there is no data set " + name)));
  }

  /** A try of a step that failed; the message says why. */
  static final class StepFailedException extends RuntimeException {
    StepFailedException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}
