package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tidewatch.contracts.events.RunCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a repair would do.
 *
 * @param alreadyLoaded rows that an earlier repair has loaded
 * @param ofUnloadedFiles rows of files of which nothing was loaded, to be sent again
 * @param complete whether all rows were tried
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RepairForecast(
    RunCounts counts,
    long alreadyLoaded,
    long ofUnloadedFiles,
    boolean complete,
    List<Sample> samples) {
  /**
   * A row before and after the fixes.
   *
   * @param reason why it would stay rejected; null if it would be loaded
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Sample(
      @Nullable String file,
      long position,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after,
      @Nullable String reason) {}
}
