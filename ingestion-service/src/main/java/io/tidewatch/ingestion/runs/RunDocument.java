package io.tidewatch.ingestion.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import io.tidewatch.platform.problem.Problems;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as callers see it.
 *
 * @param progress how far it is, 0..1
 * @param problems the reasons for which most rows were rejected
 * @param problem why a failed run failed, in the form of RFC 9457; null if it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunDocument(
    UUID id,
    String job,
    String dataset,
    @Nullable String fileName,
    @Nullable String checksum,
    RunStatus status,
    @Nullable String step,
    double progress,
    RunCounts counts,
    long bytes,
    @Nullable UUID duplicateOf,
    @Nullable Long snapshotId,
    Instant receivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String message,
    List<RowProblem> problems,
    @Nullable Problem problem) {

  /**
   * @param type {@code https://tidewatch.io/problems/<slug>}
   * @param line where the file is wrong, counted from 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(String type, String title, @Nullable String detail, @Nullable Long line) {}

  /** The document of a run. */
  public static RunDocument of(Run run) {
    String slug = run.problem();
    return new RunDocument(
        run.id(),
        run.job(),
        run.dataset(),
        run.fileName(),
        run.checksum(),
        run.status(),
        run.step(),
        run.progress(),
        run.counts(),
        run.bytes(),
        run.duplicateOf(),
        run.snapshotId(),
        run.receivedAt(),
        run.startedAt(),
        run.endedAt(),
        run.message(),
        run.problems(),
        slug == null
            ? null
            : new Problem(
                Problems.TYPE_PREFIX + slug,
                "The file was refused",
                run.message(),
                run.problemLine()));
  }
}
