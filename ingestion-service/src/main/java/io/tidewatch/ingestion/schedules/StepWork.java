package io.tidewatch.ingestion.schedules;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.files.FileRefusedException;
import io.tidewatch.ingestion.files.FileSources;
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
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a step does: it starts a run that lives elsewhere and looks after it.
 *
 * <p>A crash between the start and its record starts the run again. That does no harm: the same
 * content is loaded once, and a service that is asked again joins the run that waits.
 */
@Component
class StepWork {
  private static final String SEPARATOR = ",";
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("mm");

  private final FileSources sources;
  private final DataSets dataSets;
  private final Runs runs;
  private final ServiceCalls calls;
  private final ReportWork reports;

  StepWork(
      FileSources sources, DataSets dataSets, Runs runs, ServiceCalls calls, ReportWork reports) {
    this.sources = sources;
    this.dataSets = dataSets;
    this.runs = runs;
    this.calls = calls;
    this.reports = reports;
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
  String start(ScheduleRun run, Schedule schedule, Step step) {
    try {
      if (step.call() instanceof Call call) {
        return calls.start(call);
      }
      if (step.ingest() instanceof Ingest ingest) {
        String url = at(ingest.url(), run.logicalAt().atZone(schedule.zone()));
        return sources.take(known(ingest.dataset()), url).stream()
            .map(UUID::toString)
            .collect(Collectors.joining(SEPARATOR));
      }
      if (step.report() instanceof Step.Report report) {
        return reports.make(run, step.name(), report);
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

  /**
   * How the step's work stands.
   *
   * @param since when the step began: what had ended before is nothing new
   */
  Outcome look(Step step, String child, @Nullable Instant since) {
    if (step.call() instanceof Call call) {
      return lookElsewhere(call, child);
    }
    if (step.report() != null) {
      return new Outcome.Good(reports.summary(child));
    }
    List<Run> found = children(child).flatMap(id -> runs.find(id).stream()).toList();
    return outcome(found, since);
  }

  private static Stream<UUID> children(String child) {
    return child.isEmpty()
        ? Stream.empty()
        : Stream.of(child.split(SEPARATOR)).map(UUID::fromString);
  }

  private Outcome lookElsewhere(Call call, String path) {
    try {
      ServiceCalls.State state = calls.state(call.service(), path);
      if (state.open()) {
        return new Outcome.Open();
      }
      return state.good()
          ? new Outcome.Good(Objects.requireNonNullElse(state.message(), "done"))
          : new Outcome.Bad(Objects.requireNonNullElse(state.message(), state.status()));
    } catch (CallFailedException e) {
      // a service that is down comes back with its run; the step's timeout bounds the wait
      return e.passing() ? new Outcome.Open() : new Outcome.Bad(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome outcome(List<Run> runs, @Nullable Instant since) {
    if (!runs.stream().allMatch(run -> run.status().ended())) {
      return new Outcome.Open();
    }
    for (Run run : runs) {
      if (run.status() == RunStatus.FAILED || run.status() == RunStatus.CANCELLED) {
        return new Outcome.Bad(
            "%s: %s"
                .formatted(run.fileName(), run.message() == null ? run.status() : run.message()));
      }
    }
    List<Run> fresh =
        runs.stream()
            .filter(run -> run.status() == RunStatus.SUCCEEDED && !endedBefore(run, since))
            .toList();
    if (fresh.isEmpty()) {
      return new Outcome.Good("nothing new");
    }
    RunCounts counts = fresh.stream().map(Run::counts).reduce(RunCounts.NONE, RunCounts::plus);
    return new Outcome.Good("%d of %d rows loaded".formatted(counts.loaded(), counts.source()));
  }

  private static boolean endedBefore(Run run, @Nullable Instant time) {
    Instant ended = run.endedAt();
    return time != null && ended != null && ended.isBefore(time);
  }

  /** Stops what can be stopped; runs of other services go on. */
  void cancel(Step step, String child) {
    if (step.ingest() != null) {
      children(child).forEach(runs::cancel);
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
