package io.tidewatch.ingestion.datasets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSetSchema;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Data sets")
@RestController
@RequestMapping("/api/v1/datasets")
class DataSetController {
  private static final int LONGEST = 1 << 20;

  private final DataSets dataSets;
  private final RegisteredDataSets registered;

  DataSetController(DataSets dataSets, RegisteredDataSets registered) {
    this.dataSets = dataSets;
    this.registered = registered;
  }

  @Operation(summary = "Every data set that files can be loaded into")
  @GetMapping
  Collection<DataSet> all() {
    return dataSets.all();
  }

  @Operation(summary = "The JSON Schema of descriptions")
  @GetMapping(path = "/schema", produces = "application/schema+json")
  String schema() {
    return DataSetSchema.text();
  }

  @Operation(summary = "Adds a data set; the body is its description in YAML")
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<?> add(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      return problem(
          HttpStatus.CONTENT_TOO_LARGE, "dataset-too-large", "A description has at most 1 MiB.");
    }
    String yaml = new String(body, StandardCharsets.UTF_8);
    DataSet described;
    try {
      described = DataSets.parse("in the body", yaml);
    } catch (IllegalArgumentException e) {
      return problem(
          HttpStatus.UNPROCESSABLE_CONTENT, "invalid-dataset", String.valueOf(e.getMessage()));
    }
    if (dataSets.find(described.name()).isPresent() || !registered.add(described, yaml)) {
      return problem(
          HttpStatus.CONFLICT,
          "dataset-exists",
          "There is a data set %s already; choose another name.".formatted(described.name()));
    }
    return ResponseEntity.created(URI.create("/api/v1/datasets/" + described.name()))
        .body(described);
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String slug, String detail) {
    return ResponseEntity.status(status).body(Problems.of(status, slug, detail));
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
