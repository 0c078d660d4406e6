package io.tidewatch.ingestion.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * Steps in the order of a directed acyclic graph, and what starts them.
 *
 * @param cron five fields, minute first, or six with seconds, or {@code @daily} and the like; null:
 *     not by time
 * @param zone of the cron expression and of the dates in addresses; UTC unless said
 * @param onLanded data sets whose landed rows start a run
 * @param catchUp what becomes of times that went by while nothing ran
 * @param maxRuns runs at the same time; more wait, the earliest time first
 * @param sla from its time on, a run that is not done by then is late; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Schedule(
    String name,
    @Nullable String description,
    @Nullable String cron,
    ZoneId zone,
    List<String> onLanded,
    CatchUp catchUp,
    int maxRuns,
    @Nullable Duration sla,
    List<Step> steps) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  /** What becomes of times that went by while the schedule was paused or no service ran. */
  enum CatchUp {
    /** One run for the newest of them. */
    LATEST,
    /** One run for each. */
    ALL,
    /** None. */
    NONE
  }

  Schedule {
    require(name != null && NAME.matcher(name).matches(), "'name' must match " + NAME);
    zone = zone == null ? ZoneId.of("UTC") : zone;
    onLanded = onLanded == null ? List.of() : List.copyOf(onLanded);
    catchUp = catchUp == null ? CatchUp.LATEST : catchUp;
    maxRuns = maxRuns == 0 ? 1 : maxRuns;
    require(maxRuns > 0, "'maxRuns' must be at least 1");
    require(sla == null || sla.isPositive(), "'sla' must be more than nothing");
    require(steps != null && !steps.isEmpty(), "'steps' must have at least one step");
    steps = List.copyOf(steps);
    if (cron != null) {
      expression(cron);
    }
    requireOrder(steps);
  }

  /** The first time after {@code from} that the cron expression names. */
  Optional<Instant> next(Instant from) {
    if (cron == null) {
      return Optional.empty();
    }
    ZonedDateTime next = expression(cron).next(from.atZone(zone));
    return Optional.ofNullable(next).map(ZonedDateTime::toInstant);
  }

  private static CronExpression expression(String cron) {
    String text = cron.strip();
    boolean withoutSeconds = !text.startsWith("@") && text.split("\\s+").length == 5;
    try {
      return CronExpression.parse(withoutSeconds ? "0 " + text : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'cron' is not valid: " + e.getMessage(), e);
    }
  }

  private static void requireOrder(List<Step> steps) {
    Set<String> names = new HashSet<>();
    for (Step step : steps) {
      require(names.add(step.name()), "there are two steps '%s'".formatted(step.name()));
    }
    for (Step step : steps) {
      for (String before : step.after()) {
        require(
            names.contains(before),
            "step '%s' comes after '%s', which is no step".formatted(step.name(), before));
      }
    }
    ordered(steps).forEach(step -> names.remove(step.name()));
    require(names.isEmpty(), "steps wait for each other: " + names);
  }

  /** The steps, each behind those that it waits for; those that wait for each other are not in. */
  private static List<Step> ordered(List<Step> steps) {
    List<Step> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    int before;
    do {
      before = done.size();
      for (Step step : steps) {
        if (!done.contains(step.name()) && done.containsAll(step.after())) {
          ordered.add(step);
          done.add(step.name());
        }
      }
    } while (done.size() > before);
    return ordered;
  }

  /** The steps, each behind those that it waits for. */
  List<Step> inOrder() {
    return ordered(steps);
  }

  /** The step of this name, which must be one. */
  Step step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
