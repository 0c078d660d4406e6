package io.tidewatch.ingestion.quarantine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Quarantine")
@RestController
class QuarantineController {
  private final DataSets dataSets;
  private final Quarantine quarantine;
  private final Runs runs;

  QuarantineController(DataSets dataSets, Quarantine quarantine, Runs runs) {
    this.dataSets = dataSets;
    this.quarantine = quarantine;
    this.runs = runs;
  }

  @Operation(summary = "Rejected rows of a data set or of a run: line, column, reason, record")
  @GetMapping("/api/v1/quarantine")
  @PreAuthorize("hasRole('OPERATOR')")
  Page<QuarantinedRow> page(
      @RequestParam(required = false) @Nullable String dataset,
      @RequestParam(required = false) @Nullable UUID run,
      @RequestParam(required = false) @Nullable String check,
      @RequestParam(required = false) @Nullable String column,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size)
      throws IOException {
    return quarantine.page(
        known(dataset != null ? dataset : dataSetOf(run)),
        new RowFilter(run, check, column),
        page,
        size);
  }

  @Operation(summary = "How many rows of a data set each check has rejected, by column")
  @GetMapping("/api/v1/quarantine/summary")
  @PreAuthorize("hasRole('OPERATOR')")
  List<RejectionGroup> summary(@RequestParam String dataset) throws IOException {
    return quarantine.groups(known(dataset));
  }

  private DataSet known(String name) {
    return dataSets
        .find(name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-dataset",
                    "There is no data set %s; GET /api/v1/datasets lists them.".formatted(name)));
  }

  private String dataSetOf(@Nullable UUID run) {
    if (run == null) {
      throw new IllegalArgumentException("Ask for a dataset, a run, or both.");
    }
    return runs.find(run)
        .map(Run::dataset)
        .orElseThrow(() -> new NotFoundException("unknown-run", "There is no run " + run + "."));
  }
}
