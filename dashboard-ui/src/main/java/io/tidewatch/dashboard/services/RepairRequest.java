package io.tidewatch.dashboard.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rejected rows are to be loaded after all, and what is changed before. */
public record RepairRequest(String dataset, Rows rows, List<Fix> fixes) {
  /** Rows that a check found in a column; null takes all. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rows(@Nullable String check, @Nullable String column) {}

  /**
   * One change.
   *
   * @param fix {@code set}, {@code rename}, {@code cast} or {@code drop}; the other components are
   *     those that this one has
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fix(
      String fix,
      String column,
      @Nullable String value,
      @Nullable Boolean onlyBlank,
      @Nullable String from,
      @Nullable String to,
      @Nullable String pattern) {}
}
