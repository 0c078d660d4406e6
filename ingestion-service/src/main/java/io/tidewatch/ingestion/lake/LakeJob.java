package io.tidewatch.ingestion.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One piece of work on the lake.
 *
 * @param subject SHA-256 of the customer id, for erasures
 * @param requestedBy who asked for it; {@code schedule} if nobody did
 * @param result what came of it: figures by table, problems, or the receipt of an erasure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LakeJob(
    UUID id,
    Kind kind,
    @Nullable String subject,
    String requestedBy,
    Status status,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String message,
    @Nullable JsonNode result) {

  /** What is done. */
  enum Kind {
    COMPACT,
    EXPIRE,
    ORPHANS,
    /** Removal of old received files. */
    RECEIVED,
    /** Compaction, expiry, removal of orphans and of old received files, one after the other. */
    GC,
    VERIFY,
    ERASE
  }

  /** How far it is. */
  enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }
}
