package io.tidewatch.ingestion.lake;

import io.tidewatch.ingestion.lake.LakeJob.Kind;
import io.tidewatch.ingestion.lake.LakeJob.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does the work on the lake and keeps its history. */
@Component
class LakeWork {
  private static final Logger log = LoggerFactory.getLogger(LakeWork.class);
  private static final int TRIES = 5;

  private final LakeJobs jobs;
  private final TableUpkeep upkeep;
  private final LakeCheck check;
  private final CustomerErasure erasure;
  private final ReceivedFiles received;
  private final JsonMapper json;

  LakeWork(
      LakeJobs jobs,
      TableUpkeep upkeep,
      LakeCheck check,
      CustomerErasure erasure,
      ReceivedFiles received,
      JsonMapper json) {
    this.jobs = jobs;
    this.upkeep = upkeep;
    this.check = check;
    this.erasure = erasure;
    this.received = received;
    this.json = json;
  }

  /** Does what the schedule asks for. */
  void scheduled(Kind kind) {
    UUID id = jobs.queue(kind, null, LakeTask.SCHEDULE);
    try {
      asked(id, "");
    } catch (RuntimeException e) {
      failed(id, TRIES, e);
    }
  }

  /**
   * Does a queued job.
   *
   * @param customer of an erasure
   */
  void asked(UUID id, String customer) {
    Optional<LakeJob> queued = jobs.find(id);
    if (queued.isEmpty() || queued.get().endedAt() != null) {
      return; // another instance took it over and was faster
    }
    LakeJob job = queued.get();
    jobs.started(id);
    switch (job.kind()) {
      case COMPACT -> jobs.ended(id, Status.SUCCEEDED, null, Map.of("compact", upkeep.compact()));
      case EXPIRE -> jobs.ended(id, Status.SUCCEEDED, null, Map.of("expire", upkeep.expire()));
      case ORPHANS ->
          jobs.ended(id, Status.SUCCEEDED, null, Map.of("orphans", upkeep.removeOrphans()));
      case RECEIVED ->
          jobs.ended(id, Status.SUCCEEDED, null, Map.of("received", received.removeOld()));
      case GC -> collectGarbage(id);
      case VERIFY -> verify(id);
      case ERASE -> erase(job, customer);
    }
  }

  private void collectGarbage(UUID id) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("compact", upkeep.compact());
    result.put("expire", upkeep.expire());
    result.put("orphans", upkeep.removeOrphans());
    result.put("received", received.removeOld());
    jobs.ended(id, Status.SUCCEEDED, null, result);
  }

  private void verify(UUID id) {
    try {
      LakeCheck.Findings findings = check.verify();
      jobs.ended(
          id,
          findings.intact() ? Status.SUCCEEDED : Status.FAILED,
          findings.intact() ? null : "The lake is not intact; 'result' says where.",
          findings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void erase(LakeJob job, String customer) {
    Receipt earlier = job.result() == null ? null : json.treeToValue(job.result(), Receipt.class);
    Receipt receipt =
        erasure.erase(customer, job, earlier, done -> jobs.progressed(job.id(), done));
    if (!receipt.complete()) {
      throw new IllegalStateException("some tables could not be changed");
    }
    jobs.ended(job.id(), Status.SUCCEEDED, null, receipt);
  }

  /** Whether the job is given up; else it is to be tried again. */
  boolean failed(UUID id, int failures, @Nullable Throwable cause) {
    if (failures < TRIES) {
      return false;
    }
    log.atWarn().addKeyValue("job", id).setCause(cause).log("work on the lake failed");
    jobs.find(id)
        .ifPresent(
            job ->
                jobs.ended(
                    id,
                    Status.FAILED,
                    cause == null ? "It failed." : String.valueOf(cause.getMessage()),
                    job.result()));
    return true;
  }
}
