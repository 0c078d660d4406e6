package io.tidewatch.ingestion.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.runs.Run.RowProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a repair would do now.
 *
 * @param counts source (rows that were meant and are not loaded yet) = loaded + quarantined (would
 *     stay rejected) + duplicate + late
 * @param alreadyLoaded rows that were meant and that an earlier repair has loaded
 * @param ofUnloadedFiles rows that were meant and are not repairable, because nothing of their file
 *     was loaded: it is to be sent again
 * @param complete whether all rows were tried; else only the first of them
 * @param problems why most rows would stay rejected
 */
record RepairForecast(
    RunCounts counts,
    long alreadyLoaded,
    long ofUnloadedFiles,
    boolean complete,
    List<RowProblem> problems,
    List<Sample> samples) {

  /**
   * A row before and after; values of personal columns are masked.
   *
   * @param before by the headers of the file
   * @param after by the columns of the data set
   * @param reason why it would stay rejected; null if it would be loaded
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sample(
      @Nullable String file,
      long position,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after,
      @Nullable String reason) {}
}
