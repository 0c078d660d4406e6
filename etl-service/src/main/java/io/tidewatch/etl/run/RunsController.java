package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs over REST. */
@RestController
@Validated
@RequestMapping("/api/v1/runs")
class RunsController {
  private final Runs runs;

  RunsController(Runs runs) {
    this.runs = runs;
  }

  /** A run as clients see it. */
  record RunDocument(
      UUID id,
      String job,
      String status,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      int attempts,
      @Nullable String message,
      RunCounts counts,
      Map<String, RunCounts> datasets,
      Map<String, Long> rawSnapshots) {
    static RunDocument of(Run run) {
      return new RunDocument(
          run.id(),
          EtlRun.JOB,
          run.status().name(),
          run.requestedBy(),
          run.requestedAt(),
          run.startedAt(),
          run.endedAt(),
          run.attempts(),
          run.message(),
          run.counts(),
          run.datasets(),
          run.rawSnapshots());
    }
  }

  /** One page of a longer list. */
  record Page(List<RunDocument> items, int page, int size, long total) {}

  @GetMapping
  Page list(
      @RequestParam(required = false) Run.@Nullable Status status,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
    return new Page(
        runs.page(status, page, size).stream().map(RunDocument::of).toList(),
        page,
        size,
        runs.count(status));
  }

  @GetMapping("/{id}")
  RunDocument one(@PathVariable UUID id) {
    return runs.find(id)
        .map(RunDocument::of)
        .orElseThrow(() -> new NotFoundException("unknown-run", "There is no run " + id + "."));
  }

  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<RunDocument> start(Authentication caller) {
    Run run = runs.request(caller.getName());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + run.id()))
        .body(RunDocument.of(run));
  }
}
