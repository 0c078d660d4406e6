package io.tidewatch.ingestion.reports;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has come in since the report before, and how customers stand now.
 *
 * @param run the run of the schedule that made it
 * @param logicalAt the time that the run is for
 * @param since when the report before was made, or as far back as the step says
 * @param dataSets what became of the rows of each data set, by name
 * @param failures the newest runs that failed, at most {@link #FAILURES}
 * @param failed how many runs failed in all
 * @param steps the steps of the run before this one, in their order
 * @param churn customers by band, one entry a model; null if the step leaves it out
 * @param sentiment texts by class; null if the step leaves it out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
    UUID id,
    String schedule,
    UUID run,
    Instant logicalAt,
    Instant since,
    Instant madeAt,
    List<Rows> dataSets,
    List<Failure> failures,
    long failed,
    List<Taken> steps,
    @Nullable List<Churn> churn,
    @Nullable Feelings sentiment) {

  /** The most failures that a report names. */
  public static final int FAILURES = 20;

  /**
   * Rows of one data set.
   *
   * @param runs files, repairs and periods of landing that have ended
   */
  public record Rows(String dataset, long runs, RunCounts counts) {}

  /** A run that failed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(
      UUID run, String dataset, @Nullable String file, @Nullable String message) {}

  /** A step of the schedule's run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Taken(
      String name,
      String status,
      int attempts,
      @Nullable Duration took,
      @Nullable String message) {}

  /**
   * Customers of a churn model.
   *
   * @param mean the mean probability, 0..1; null if nobody is scored
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Churn(
      String model, long scored, long high, long medium, long low, @Nullable Double mean) {}

  /**
   * Texts of the last days.
   *
   * @param classes texts by class, the most negative first
   */
  public record Feelings(int days, long texts, Map<Sentiment, Long> classes) {
    public Feelings {
      classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }
  }

  /** The rows of all data sets. */
  public RunCounts total() {
    return dataSets.stream().map(Rows::counts).reduce(RunCounts.NONE, RunCounts::plus);
  }
}
