package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.Runs;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The runs that this instance works on; their progress is kept and reported now and then. */
@Component
class ActiveRuns {
  private final Map<UUID, ActiveRun> active = new ConcurrentHashMap<>();
  private final Runs runs;
  private final RunReports reports;

  ActiveRuns(Runs runs, RunReports reports) {
    this.runs = runs;
    this.reports = reports;
  }

  ActiveRun begin(Run run) {
    ActiveRun one = new ActiveRun(run.id(), run.job(), run.bytes(), () -> active.remove(run.id()));
    active.put(run.id(), one);
    return one;
  }

  @Scheduled(fixedDelayString = "${tidewatch.ingestion.files.progress-interval:2s}")
  void keepProgress() {
    for (ActiveRun run : active.values()) {
      if (runs.progress(run.id(), run.bytesRead(), run.counts())) {
        run.cancel();
      }
      reports.progressed(run.id(), run.job(), "landing", run.fraction());
    }
  }
}
