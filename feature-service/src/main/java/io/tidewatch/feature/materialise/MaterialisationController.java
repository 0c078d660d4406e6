package io.tidewatch.feature.materialise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.feature.run.Run;
import io.tidewatch.feature.run.Runs;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "runs")
class MaterialisationController {
  private final Announcements announcements;
  private final Runs runs;

  MaterialisationController(Announcements announcements, Runs runs) {
    this.announcements = announcements;
    this.runs = runs;
  }

  @Operation(summary = "Materialises the views of now; joins the run that waits, if any")
  @PostMapping("/api/v1/runs")
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public ResponseEntity<Run> start() {
    announcements.add(); // holds its row until the end: of several callers one makes the run
    UUID id = runs.waiting(Materialisation.JOB).orElseGet(this::queued);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + id))
        .body(runs.find(id).orElseThrow());
  }

  private UUID queued() {
    UUID id = UUID.randomUUID();
    runs.queued(id, Materialisation.JOB);
    return id;
  }
}
