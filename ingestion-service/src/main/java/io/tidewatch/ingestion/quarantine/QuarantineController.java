package io.tidewatch.ingestion.quarantine;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
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

  QuarantineController(DataSets dataSets, Quarantine quarantine) {
    this.dataSets = dataSets;
    this.quarantine = quarantine;
  }

  @Operation(summary = "Rejected rows of a data set with line, column, reason and the record")
  @GetMapping("/api/v1/quarantine")
  @PreAuthorize("hasRole('OPERATOR')")
  Page<QuarantinedRow> page(
      @RequestParam String dataset,
      @RequestParam(required = false) @Nullable UUID run,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size)
      throws IOException {
    DataSet known =
        dataSets
            .find(dataset)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "unknown-dataset",
                        "There is no data set %s; GET /api/v1/datasets lists them."
                            .formatted(dataset)));
    return quarantine.page(known, run, page, size);
  }
}
