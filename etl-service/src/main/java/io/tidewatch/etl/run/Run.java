package io.tidewatch.etl.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidewatch.contracts.events.RunCounts;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run, as {@code /api/v1/runs} shows it.
 *
 * @param trigger who asked first: a data set that landed, or {@code operator}
 * @param attempts how often it was begun
 * @param datasets what became of the raw rows, by data set
 * @param snapshots the commits that hold the result, by table
 * @param message why it failed, or what it waits for
 * @param forced whether everything is made anew even if nothing has landed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Run(
    UUID id,
    RunStatus status,
    String trigger,
    int attempts,
    Map<String, RunCounts> datasets,
    Map<String, Long> snapshots,
    @Nullable String message,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @JsonIgnore boolean forced) {

  /** The job's name in events and documents. */
  static final String JOB = "etl";

  @JsonProperty
  String job() {
    return JOB;
  }

  /** The counts of all data sets together. */
  @JsonProperty
  RunCounts counts() {
    return datasets.values().stream().reduce(RunCounts.NONE, RunCounts::plus);
  }
}
