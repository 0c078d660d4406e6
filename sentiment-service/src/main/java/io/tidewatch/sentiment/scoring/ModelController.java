package io.tidewatch.sentiment.scoring;

import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which model scores and what is known about it. */
@RestController
@RequestMapping("/api/v1/sentiment/model")
class ModelController {
  private static final String CARD = "model-card.md";

  private final ModelDescription description;

  ModelController(TextModel model, ModelLocation location, ScoringProperties properties) {
    ModelManifest manifest = model.manifest();
    this.description =
        new ModelDescription(
            manifest.id(),
            manifest.name(),
            manifest.classes(),
            properties.precision().resolve(),
            "cpu",
            properties.predictors(),
            properties.maxTokens(),
            manifest.facts(),
            card(location));
  }

  @GetMapping
  ModelDescription model() {
    return description;
  }

  /** A model without a card still scores; its description then says so. */
  private static String card(ModelLocation location) {
    try (InputStream in = location.open(CARD)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "This model came without " + CARD + ".";
    }
  }

  /**
   * A model in words.
   *
   * @param version as in every answer
   * @param classes labels from one star to five
   * @param facts provenance and figures from the manifest
   * @param card the model card, Markdown
   */
  record ModelDescription(
      String version,
      String name,
      List<String> classes,
      Precision precision,
      String device,
      int predictors,
      int maxTokens,
      Map<String, Object> facts,
      String card) {}
}
