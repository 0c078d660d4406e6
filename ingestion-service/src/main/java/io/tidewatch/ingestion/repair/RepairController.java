package io.tidewatch.ingestion.repair;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.quarantine.RowFilter;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.ingestion.runs.RunDocument;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Repairs")
@RestController
@RequestMapping("/api/v1/repairs")
@PreAuthorize("hasRole('OPERATOR')")
class RepairController {
  private final DataSets dataSets;
  private final Repairs repairs;
  private final RepairQueue queue;
  private final DryRun dryRun;
  private final Runs runs;

  RepairController(
      DataSets dataSets, Repairs repairs, RepairQueue queue, DryRun dryRun, Runs runs) {
    this.dataSets = dataSets;
    this.repairs = repairs;
    this.queue = queue;
    this.dryRun = dryRun;
    this.runs = runs;
  }

  /**
   * A repair with its run.
   *
   * @param run how far it is; cancelled like any other run
   */
  record RepairDocument(RunDocument run, RowFilter rows, List<Fix> fixes, String requestedBy) {}

  @Operation(summary = "What a repair would do: counts, and rows before and after")
  @PostMapping("/dry-run")
  RepairForecast dryRun(@Valid @RequestBody Repair repair) throws IOException {
    return dryRun.of(known(repair), repair);
  }

  @Operation(
      summary = "Loads rejected rows after fixes; rows that a repair has loaded are left out")
  @PostMapping
  ResponseEntity<RunDocument> repair(@Valid @RequestBody Repair repair, Principal caller) {
    Fixes.of(known(repair), repair.fixes());
    UUID id = queue.add(repair, caller.getName());
    return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + id)).body(document(id));
  }

  @Operation(summary = "Repairs, newest first")
  @GetMapping
  Page<RepairDocument> list(
      @RequestParam(required = false) @Nullable String dataset,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size) {
    return new Page<>(
        repairs.list(dataset, page, size).stream().map(this::document).toList(),
        page,
        size,
        repairs.count(dataset));
  }

  @Operation(summary = "One repair")
  @GetMapping("/{id}")
  RepairDocument find(@PathVariable UUID id) {
    return repairs
        .find(id)
        .map(this::document)
        .orElseThrow(
            () -> new NotFoundException("unknown-repair", "There is no repair " + id + "."));
  }

  private DataSet known(Repair repair) {
    return dataSets
        .find(repair.dataset())
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-dataset",
                    "There is no data set %s; GET /api/v1/datasets lists them."
                        .formatted(repair.dataset())));
  }

  private RepairDocument document(Repairs.Asked asked) {
    return new RepairDocument(
        document(asked.run()), asked.repair().rows(), asked.repair().fixes(), asked.requestedBy());
  }

  private RunDocument document(UUID run) {
    return RunDocument.of(
        runs.find(run)
            .orElseThrow(() -> new IllegalStateException("run " + run + " was registered")));
  }
}
