package io.tidewatch.ingestion.datasets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import java.util.Collection;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Data sets")
@RestController
@RequestMapping("/api/v1/datasets")
class DataSetController {
  private final DataSets dataSets;

  DataSetController(DataSets dataSets) {
    this.dataSets = dataSets;
  }

  @Operation(summary = "Every data set that files can be loaded into")
  @GetMapping
  Collection<DataSet> all() {
    return dataSets.all();
  }

  @Operation(summary = "One data set: its columns, their aliases, types and checks")
  @GetMapping("/{dataset}")
  DataSet one(@PathVariable String dataset) {
    return dataSets
        .find(dataset)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-dataset",
                    "There is no data set %s; GET /api/v1/datasets lists them."
                        .formatted(dataset)));
  }
}
