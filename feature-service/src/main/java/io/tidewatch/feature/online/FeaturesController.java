package io.tidewatch.feature.online;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureView;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.platform.problem.NotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/features")
@Tag(name = "features")
class FeaturesController {
  private final OnlineFeatures features;

  FeaturesController(OnlineFeatures features) {
    this.features = features;
  }

  @GetMapping
  @Operation(summary = "Lists the feature views with the names and meanings of their features.")
  List<FeatureView> views() {
    return FeatureViews.ALL;
  }

  @GetMapping("/{view}/{key}")
  @Operation(summary = "The latest features of one customer; an unknown feature is missing.")
  FeatureVector features(@PathVariable String view, @PathVariable String key) {
    FeatureView known =
        FeatureViews.named(view)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "unknown-view",
                        "There is no feature view '%s'; GET /api/v1/features lists them."
                            .formatted(view)));
    return features
        .find(view, key)
        .map(v -> inOrder(known, v))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-customer",
                    "View '%s' has no features of this customer yet; they appear after the first"
                            .formatted(view)
                        + " live event or the next materialisation."));
  }

  /** jsonb forgets the order of names; readers see that of the view. */
  private static FeatureVector inOrder(FeatureView view, FeatureVector vector) {
    return new FeatureVector(
        vector.view(),
        vector.customerId(),
        vector.asOf(),
        ordered(view.numeric(), vector.numeric()),
        ordered(view.categorical(), vector.categorical()));
  }

  private static <T> Map<String, T> ordered(List<String> names, Map<String, T> values) {
    Map<String, T> all = new LinkedHashMap<>();
    for (String name : names) {
      T value = values.get(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }
}
