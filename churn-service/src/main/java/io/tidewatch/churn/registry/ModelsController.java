package io.tidewatch.churn.registry;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.platform.problem.NotFoundException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows model versions and promotes them. */
@RestController
@RequestMapping("/api/v1/churn/models")
class ModelsController {
  private final Models models;
  private final Promotion promotion;

  ModelsController(Models models, Promotion promotion) {
    this.models = models;
    this.promotion = promotion;
  }

  @GetMapping
  List<ModelVersion.Summary> all(@RequestParam(required = false) @Nullable String model) {
    return models.all(model == null ? null : ChurnModel.named(model)).stream()
        .map(ModelVersion::summary)
        .toList();
  }

  @GetMapping("/{model}/{version}")
  ModelVersion one(@PathVariable String model, @PathVariable String version) {
    return models
        .find(ChurnModel.named(model), version)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-model", "Model %s has no version %s.".formatted(model, version)));
  }

  @PostMapping("/{model}/{version}/promote")
  @PreAuthorize("hasRole('ADMIN')")
  ModelVersion promote(
      @PathVariable String model, @PathVariable String version, Principal principal) {
    return promotion.promote(ChurnModel.named(model), version, principal.getName());
  }
}
