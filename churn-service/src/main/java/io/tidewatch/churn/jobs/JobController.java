package io.tidewatch.churn.jobs;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.runs.Run;
import io.tidewatch.churn.training.TrainRequest;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes in trainings and scorings that operators ask for. */
@RestController
class JobController {
  private final JobQueue queue;

  JobController(JobQueue queue) {
    this.queue = queue;
  }

  /** Queues a training; while one of the model is open, that one is answered. */
  @PostMapping("/api/v1/churn/models/{model}/train")
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<Run> train(
      @PathVariable String model,
      @RequestBody(required = false) @Nullable TrainRequest request,
      Principal principal) {
    Run run =
        queue.train(
            ChurnModel.named(model),
            request == null ? TrainRequest.DEFAULT : request,
            principal.getName());
    return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(run);
  }

  /** Queues a scoring of everybody by the champion; skipped if all are up to date. */
  @PostMapping("/api/v1/churn/models/{model}/score")
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<Run> score(@PathVariable String model, Principal principal) {
    Run run = queue.score(ChurnModel.named(model), principal.getName());
    return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(run);
  }
}
