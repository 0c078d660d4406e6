package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.landing.RejectionSummary;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunReports;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.platform.kafka.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sums commits up into runs: the first new rows after a pause are announced at once, later ones at
 * most once an interval. The open run is kept in PostgreSQL before its first commit, so that a
 * crash leaves no rows without announcement.
 */
final class LandingPeriod {
  private static final String JOB = "land.clickstream";

  private final Runs runs;
  private final RunReports reports;
  private final EventPublisher events;
  private final LanderProperties properties;
  private final Clock clock;
  private @Nullable UUID open;
  private RunCounts counts = RunCounts.NONE;
  private RejectionSummary rejections = new RejectionSummary();
  private Instant announcedAt = Instant.EPOCH;

  LandingPeriod(
      Runs runs,
      RunReports reports,
      EventPublisher events,
      LanderProperties properties,
      Clock clock) {
    this.runs = runs;
    this.reports = reports;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  /** Announces what an earlier life of this instance landed and did not announce. */
  void endLeftOpen() {
    for (Run run : runs.openPeriods(properties.instance())) {
      if (!run.id().equals(open)) {
        announce(run);
      }
    }
  }

  /** The run that rows landed now belong to. */
  UUID runId() {
    UUID id = open;
    if (id == null) {
      id = UUID.randomUUID();
      runs.startPeriod(
          id, JOB, ClickColumns.DATA_SET, Topics.CLICKSTREAM_EVENTS, properties.instance());
      runs.find(id).ifPresent(reports::started);
      open = id;
      counts = RunCounts.NONE;
      rejections = new RejectionSummary();
    }
    return id;
  }

  /** Adds a commit to the open run. */
  void landed(RunCounts more, RejectionSummary why, long snapshotId) {
    counts = counts.plus(more);
    rejections.add(why);
    runs.landed(runId(), counts, snapshotId, rejections.most());
  }

  /** Whether the open run has rows to announce and the interval allows it. */
  boolean due() {
    return open != null
        && counts.source() > 0
        && !clock.instant().isBefore(announcedAt.plus(properties.announceInterval()));
  }

  /** Ends the open run and announces its rows, if the interval allows. */
  void announceIfDue() {
    if (due()) {
      end();
    }
  }

  /** Ends the open run and announces its rows. */
  void end() {
    UUID id = open;
    if (id != null) {
      runs.find(id).ifPresent(this::announce);
      announcedAt = clock.instant();
      open = null;
    }
  }

  private void announce(Run run) {
    // without a landing in PostgreSQL rows may be in the table: the crash came between the two
    if (run.counts().loaded() > 0 || run.landedAt() == null) {
      events.publishAndWait(
          new RawLanded(
              run.dataset(),
              run.id().toString(),
              Topics.CLICKSTREAM_EVENTS,
              run.snapshotId() == null ? -1 : run.snapshotId(),
              run.counts(),
              clock.instant()));
    }
    reports.completed(run);
    runs.succeeded(run.id());
  }
}
