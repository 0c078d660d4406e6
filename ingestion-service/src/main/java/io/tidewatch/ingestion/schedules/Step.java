package io.tidewatch.ingestion.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One job of a schedule: one of {@code ingest}, {@code call} and {@code report} is given.
 *
 * @param after steps that must have succeeded before
 * @param retries tries after the first that failed
 * @param retryDelay pause before the first of them; each further one is twice as long, up to ten
 *     minutes
 * @param timeout of one try
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Step(
    String name,
    List<String> after,
    @Nullable Ingest ingest,
    @Nullable Call call,
    @Nullable Report report,
    @Nullable Integer retries,
    @Nullable Duration retryDelay,
    @Nullable Duration timeout) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern PATH = Pattern.compile("/api/v1/[A-Za-z0-9/_-]+");
  private static final int LONGEST_DOUBLING = 16;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  /**
   * Fetches a file, or what is new in a bucket, and loads it.
   *
   * @param url of a file, or {@code gs://BUCKET/PATH/} for all below it; {@code {date}}, {@code
   *     {hour}}, {@code {minute}} stand for the run's time, as {@code 2026-11-23}, {@code 09},
   *     {@code 05}
   */
  record Ingest(String dataset, String url) {
    Ingest {
      Schedule.require(
          dataset != null && url != null, "'ingest' needs a 'dataset' and the 'url' of a file");
    }
  }

  /**
   * Starts a run in another service and waits for its end.
   *
   * @param path for example {@code /api/v1/runs} of etl
   */
  record Call(Target service, String path) {
    Call {
      Schedule.require(
          service != null, "'call' needs a 'service': etl, feature, churn or sentiment");
      Schedule.require(path != null && PATH.matcher(path).matches(), "'path' must match " + PATH);
    }
  }

  /**
   * Tells what has come in since the report before, and how customers stand.
   *
   * @param days how far the first report of a schedule looks back, and which texts count; 1 unless
   *     said
   * @param include figures of other services; all unless said
   */
  record Report(@Nullable Integer days, @Nullable List<Figures> include) {
    private static final int LONGEST = 366;

    Report {
      days = days == null ? 1 : days;
      include = include == null ? List.of(Figures.values()) : List.copyOf(include);
      Schedule.require(days >= 1 && days <= LONGEST, "'days' of a report must be 1 to " + LONGEST);
    }
  }

  /** What a report asks other services for. */
  enum Figures {
    churn,
    sentiment
  }

  /** The services that runs can be started in. */
  enum Target {
    etl,
    feature,
    churn,
    sentiment
  }

  Step {
    Schedule.require(
        name != null && NAME.matcher(name).matches(), "a step's 'name' must match " + NAME);
    after = after == null ? List.of() : List.copyOf(after);
    Schedule.require(
        Stream.of(ingest, call, report).filter(Objects::nonNull).count() == 1,
        "step '%s' needs one of 'ingest', 'call' and 'report'".formatted(name));
    retries = retries == null ? 2 : retries;
    retryDelay = retryDelay == null ? Duration.ofSeconds(30) : retryDelay;
    timeout = timeout == null ? Duration.ofHours(1) : timeout;
    Schedule.require(
        retries >= 0 && retries <= 100, "'retries' of '%s' must be 0 to 100".formatted(name));
    Schedule.require(
        timeout.isPositive() && !retryDelay.isNegative(),
        "'timeout' and 'retryDelay' of '%s' must not be negative".formatted(name));
  }

  /** The pause after the try of this number, from 1. */
  Duration pauseAfter(int attempt) {
    Duration first = retryDelay == null ? Duration.ZERO : retryDelay;
    Duration pause = first.multipliedBy(1L << Math.min(attempt - 1, LONGEST_DOUBLING));
    return pause.compareTo(LONGEST_DELAY) < 0 ? pause : LONGEST_DELAY;
  }
}
