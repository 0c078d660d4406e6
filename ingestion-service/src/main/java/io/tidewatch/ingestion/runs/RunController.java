package io.tidewatch.ingestion.runs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.platform.problem.NotFoundException;
import io.tidewatch.platform.problem.Problems;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1/runs")
class RunController {
  private final Runs runs;
  private final RunReports reports;

  RunController(Runs runs, RunReports reports) {
    this.runs = runs;
    this.reports = reports;
  }

  @Operation(summary = "The newest runs, of one data set or one status if asked for")
  @GetMapping
  Page<RunDocument> list(
      @RequestParam(required = false) @Nullable String dataset,
      @RequestParam(required = false) @Nullable RunStatus status,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size) {
    return new Page<>(
        runs.list(dataset, status, page, size).stream().map(RunDocument::of).toList(),
        page,
        size,
        runs.count(dataset, status));
  }

  @Operation(summary = "One run: status, counts, and why rows were rejected")
  @GetMapping("/{id}")
  RunDocument find(@PathVariable UUID id) {
    return RunDocument.of(known(id));
  }

  @Operation(summary = "Stops a run whose rows are not landed yet; nothing of it is loaded")
  @PostMapping("/{id}/cancel")
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<RunDocument> cancel(@PathVariable UUID id) {
    known(id);
    if (!runs.cancel(id)) {
      throw new TooLateToCancelException(known(id));
    }
    Run now = known(id);
    if (now.status() == RunStatus.CANCELLED) {
      reports.cancelled(now); // it had not started, so nobody else says so
    }
    return ResponseEntity.accepted().body(RunDocument.of(now));
  }

  private Run known(UUID id) {
    return runs.find(id)
        .orElseThrow(() -> new NotFoundException("unknown-run", "There is no run " + id + "."));
  }

  @ExceptionHandler
  ProblemDetail tooLate(TooLateToCancelException e) {
    return Problems.of(HttpStatus.CONFLICT, "run-not-cancellable", String.valueOf(e.getMessage()));
  }

  private static final class TooLateToCancelException extends RuntimeException {
    TooLateToCancelException(Run run) {
      super(
          run.landedAt() == null
              ? "Run %s is %s; only a run on its way can be cancelled."
                  .formatted(run.id(), run.status())
              : "The rows of run %s are landed already.".formatted(run.id()));
    }
  }
}
