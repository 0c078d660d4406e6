package io.tidewatch.ingestion.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.ingestion.schedules.ScheduleRun.LogLine;
import io.tidewatch.ingestion.schedules.ScheduleRun.Trigger;
import io.tidewatch.platform.problem.NotFoundException;
import io.tidewatch.platform.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Schedules")
@RestController
@RequestMapping("/api/v1/schedules")
class ScheduleController {
  private static final String OPERATOR = "hasRole('OPERATOR')";

  private final Schedules schedules;
  private final ScheduleRuns runs;
  private final ScheduleClock times;
  private final Clock clock;

  ScheduleController(Schedules schedules, ScheduleRuns runs, ScheduleClock times, Clock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.times = times;
    this.clock = clock;
  }

  /** A schedule as callers see it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Document(
      @JsonUnwrapped Schedule schedule,
      boolean paused,
      @Nullable Instant nextDue,
      @Nullable ScheduleRun lastRun) {}

  /** A run with its log. */
  record RunDocument(@JsonUnwrapped ScheduleRun run, List<LogLine> log) {}

  /** The period whose times are to be filled; {@code until} is exclusive. */
  record Period(@NotNull Instant from, @NotNull Instant until) {}

  @Operation(summary = "All schedules, with their next time and last run")
  @GetMapping
  List<Document> list() {
    return schedules.all().stream().map(this::document).toList();
  }

  @Operation(summary = "One schedule")
  @GetMapping("/{name}")
  Document find(@PathVariable String name) {
    return document(known(name));
  }

  @Operation(summary = "Keeps a schedule, given as YAML, under the name that stands there")
  @PostMapping(
      consumes = {"application/yaml", "text/yaml", "text/plain", "application/octet-stream"})
  @PreAuthorize(OPERATOR)
  ResponseEntity<Document> keep(@RequestBody byte[] yaml) {
    String text = new String(yaml, StandardCharsets.UTF_8);
    return kept(ScheduleYaml.parse("given", text), text);
  }

  @Operation(summary = "Keeps a schedule, given as YAML; runs on their way keep the one they had")
  @PutMapping(
      path = "/{name}",
      consumes = {"application/yaml", "text/yaml", "text/plain"})
  @PreAuthorize(OPERATOR)
  ResponseEntity<Document> keep(@PathVariable String name, @RequestBody String yaml) {
    Schedule schedule = ScheduleYaml.parse(name, yaml);
    Schedule.require(
        schedule.name().equals(name),
        "The schedule is called '%s' in the YAML.".formatted(schedule.name()));
    return kept(schedule, yaml);
  }

  private ResponseEntity<Document> kept(Schedule schedule, String yaml) {
    boolean fresh = schedules.keep(schedule, yaml);
    return ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK)
        .location(URI.create("/api/v1/schedules/" + schedule.name()))
        .body(find(schedule.name()));
  }

  @Operation(summary = "Forgets a schedule and the history of its runs")
  @DeleteMapping("/{name}")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name) {
    schedules.remove(known(name).name());
  }

  @Operation(summary = "Starts nothing more by time or landing until it is resumed")
  @PostMapping("/{name}/pause")
  @PreAuthorize(OPERATOR)
  Document pause(@PathVariable String name) {
    schedules.pause(known(name).name(), true);
    return find(name);
  }

  @Operation(summary = "Goes on; what was missed is treated as 'catchUp' says")
  @PostMapping("/{name}/resume")
  @PreAuthorize(OPERATOR)
  Document resume(@PathVariable String name) {
    schedules.pause(known(name).name(), false);
    return find(name);
  }

  @Operation(summary = "Starts a run by hand, also of a paused schedule")
  @PostMapping("/{name}/runs")
  @PreAuthorize(OPERATOR)
  ResponseEntity<RunDocument> start(@PathVariable String name, Principal principal) {
    Instant now = clock.instant();
    UUID id =
        runs.queue(
                known(name), "hand:" + UUID.randomUUID(), now, Trigger.MANUAL, principal.getName())
            .orElseThrow();
    return accepted(id);
  }

  @Operation(summary = "Runs each time of a past period that has no run yet")
  @PostMapping("/{name}/backfill")
  @PreAuthorize(OPERATOR)
  ResponseEntity<ScheduleClock.Backfill> backfill(
      @PathVariable String name, @Valid @RequestBody Period period, Principal principal) {
    return ResponseEntity.accepted()
        .body(times.backfill(known(name), period.from(), period.until(), principal.getName()));
  }

  @Operation(summary = "The newest runs of a schedule")
  @GetMapping("/{name}/runs")
  Page<ScheduleRun> runs(
      @PathVariable String name,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size) {
    String schedule = known(name).name();
    return new Page<>(runs.newest(schedule, page, size), page, size, runs.count(schedule));
  }

  @Operation(summary = "One run with its steps and its log")
  @GetMapping("/runs/{id}")
  RunDocument run(@PathVariable UUID id) {
    ScheduleRun run =
        runs.find(id)
            .orElseThrow(() -> new NotFoundException("unknown-run", "There is no run " + id + "."));
    return new RunDocument(run, runs.log(id));
  }

  @Operation(summary = "Stops a run; files that are not landed are given up")
  @PostMapping("/runs/{id}/cancel")
  @PreAuthorize(OPERATOR)
  ResponseEntity<RunDocument> cancel(@PathVariable UUID id) {
    run(id);
    if (!runs.cancel(id)) {
      throw new NotPossibleException("Run %s has ended.".formatted(id));
    }
    return accepted(id);
  }

  @Operation(summary = "Does the steps of a run again that did not succeed")
  @PostMapping("/runs/{id}/retry")
  @PreAuthorize(OPERATOR)
  ResponseEntity<RunDocument> again(@PathVariable UUID id, Principal principal) {
    run(id);
    if (!runs.again(id, principal.getName())) {
      throw new NotPossibleException(
          "Only a run that failed or was cancelled can be done again; %s did not.".formatted(id));
    }
    return accepted(id);
  }

  private ResponseEntity<RunDocument> accepted(UUID id) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/schedules/runs/" + id))
        .body(run(id));
  }

  private Document document(Schedules.Kept kept) {
    return new Document(
        kept.schedule(),
        kept.paused(),
        kept.nextDue(),
        runs.newest(kept.name(), 0, 1).stream().findFirst().orElse(null));
  }

  private Schedules.Kept known(String name) {
    return schedules
        .find(name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-schedule",
                    "There is no schedule %s; GET /api/v1/schedules lists them.".formatted(name)));
  }

  @ExceptionHandler
  ProblemDetail notPossible(NotPossibleException e) {
    return Problems.of(
        HttpStatus.CONFLICT, "run-not-in-that-state", String.valueOf(e.getMessage()));
  }

  private static final class NotPossibleException extends RuntimeException {
    NotPossibleException(String message) {
      super(message);
    }
  }
}
