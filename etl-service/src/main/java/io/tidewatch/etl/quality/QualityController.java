package io.tidewatch.etl.quality;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the latest check results. */
@RestController
class QualityController {
  private final QualityResults results;

  QualityController(QualityResults results) {
    this.results = results;
  }

  @Operation(summary = "The check results of the latest run")
  @GetMapping("/api/v1/quality")
  List<QualityResult> latest() {
    return results.latest();
  }
}
