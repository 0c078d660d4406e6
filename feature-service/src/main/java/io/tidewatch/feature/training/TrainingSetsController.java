package io.tidewatch.feature.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/training-sets")
@Tag(name = "training sets")
class TrainingSetsController {
  private final TrainingSets sets;

  TrainingSetsController(TrainingSets sets) {
    this.sets = sets;
  }

  /**
   * @param table the lake table that holds the rows once the run has succeeded
   */
  record Accepted(UUID run, String table) {}

  @PostMapping
  @PreAuthorize("hasRole('ANALYST')")
  @Operation(summary = "Orders point-in-time rows of a view as a lake table.")
  ResponseEntity<Accepted> order(@Valid @RequestBody TrainingSetRequest request) {
    TrainingSetOrder order = sets.order(request);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + order.run()))
        .body(new Accepted(order.run(), order.table()));
  }
}
