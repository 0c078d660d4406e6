package io.tidewatch.sentiment.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is scored.
 *
 * @param textColumn column, or field, that has the text
 * @param bytes of the file
 * @param bytesDone read so far
 * @param rowsDone rows in the result so far
 * @param rowsFailed those of them that have an error for a score
 * @param starts how often it was begun
 * @param message why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileJob(
    UUID id,
    String fileName,
    FileFormat format,
    String textColumn,
    Status status,
    long bytes,
    long bytesDone,
    long rowsDone,
    long rowsFailed,
    int starts,
    @Nullable String message,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @JsonProperty("now") Instant readAt) {

  /** Where a file is on its way. */
  enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean ended() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /** Rows per second since the latest start; null before it. */
  @JsonProperty
  @Nullable Double rowsPerSecond() {
    if (startedAt == null) {
      return null;
    }
    Instant until = endedAt == null ? readAt : endedAt;
    long millis = Math.max(1, Duration.between(startedAt, until).toMillis());
    return rowsDone * 1000.0 / millis;
  }
}
