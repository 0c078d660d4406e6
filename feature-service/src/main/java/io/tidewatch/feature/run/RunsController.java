package io.tidewatch.feature.run;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs")
@Tag(name = "runs")
class RunsController {
  private final Runs runs;

  RunsController(Runs runs) {
    this.runs = runs;
  }

  record Page(List<Run> items, int page, int size, long total) {}

  @GetMapping
  @Operation(summary = "Lists runs, newest first.")
  Page runs(
      @RequestParam(required = false) Run.@Nullable Status status,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
    String name = status == null ? null : status.name();
    return new Page(runs.page(name, page, size), page, size, runs.count(name));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One run.")
  Run run(@PathVariable UUID id) {
    return runs.find(id)
        .orElseThrow(
            () -> new NotFoundException("unknown-run", "There is no run %s.".formatted(id)));
  }
}
