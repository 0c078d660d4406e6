package io.tidewatch.etl.run;

import io.swagger.v3.oas.annotations.Operation;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows runs and starts them. */
@RestController
@RequestMapping("/api/v1/runs")
class RunsController {
  private final Runs runs;
  private final RunRequests requests;

  RunsController(Runs runs, RunRequests requests) {
    this.runs = runs;
    this.requests = requests;
  }

  @Operation(summary = "Runs, newest first")
  @GetMapping
  RunPage list(
      @RequestParam(required = false) @Nullable RunStatus status,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
    return new RunPage(runs.newestFirst(status, page, size), page, size, runs.count(status));
  }

  @Operation(summary = "One run with the counts of each data set")
  @GetMapping("/{id}")
  Run one(@PathVariable UUID id) {
    return runs.find(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-run",
                    "There is no run %s; GET /api/v1/runs lists them.".formatted(id)));
  }

  @Operation(summary = "Starts a run that makes everything anew; joins the one that waits, if any")
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<Run> start() {
    Run run = requests.everything();
    return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(run);
  }
}
