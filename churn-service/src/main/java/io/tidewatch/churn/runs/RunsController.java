package io.tidewatch.churn.runs;

import io.tidewatch.platform.problem.NotFoundException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows runs. */
@RestController
@RequestMapping("/api/v1/runs")
class RunsController {
  private final Runs runs;

  RunsController(Runs runs) {
    this.runs = runs;
  }

  @GetMapping
  Page<Run> page(
      @RequestParam(required = false) @Nullable String job,
      @RequestParam(required = false) Run.@Nullable Status status,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    Page.check(page, size);
    return new Page<>(runs.page(job, status, page, size), page, size, runs.count(job, status));
  }

  @GetMapping("/{id}")
  Run one(@PathVariable UUID id) {
    return runs.find(id)
        .orElseThrow(() -> new NotFoundException("unknown-run", "No run has the id " + id + "."));
  }
}
