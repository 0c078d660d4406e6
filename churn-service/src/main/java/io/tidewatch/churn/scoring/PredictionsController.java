package io.tidewatch.churn.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.churn.runs.Page;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.platform.problem.NotFoundException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows stored scores. */
@RestController
@RequestMapping("/api/v1/churn")
class PredictionsController {
  private static final int HISTORY = 100;
  private final Predictions predictions;
  private final ScoredBatches batches;
  private final Champions champions;

  PredictionsController(Predictions predictions, ScoredBatches batches, Champions champions) {
    this.predictions = predictions;
    this.batches = batches;
    this.champions = champions;
  }

  @GetMapping("/predictions")
  Page<ChurnScored> page(
      @RequestParam(defaultValue = "customer") String model,
      @RequestParam(required = false) @Nullable String band,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "probability,desc") String sort) {
    Page.check(page, size);
    ChurnModel known = ChurnModel.named(model);
    ChurnBand wanted = band == null || band.isBlank() ? null : band(band);
    String part = q == null || q.isBlank() ? null : q.strip();
    String[] words = sort.split(",", 2);
    return new Page<>(
        predictions.page(
            known,
            wanted,
            part,
            order(words[0]),
            words.length > 1 && "desc".equalsIgnoreCase(words[1]),
            page,
            size),
        page,
        size,
        predictions.count(known, wanted, part));
  }

  /** The latest score of one customer and the kept ones before it. */
  record CustomerPrediction(@JsonUnwrapped ChurnScored score, List<Predictions.Past> history) {}

  @GetMapping("/predictions/{customerId}")
  CustomerPrediction one(
      @PathVariable String customerId, @RequestParam(defaultValue = "customer") String model) {
    ChurnModel known = ChurnModel.named(model);
    ChurnScored latest =
        predictions
            .latest(known, customerId)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "unknown-customer",
                        "Model %s has not scored this customer.".formatted(model)));
    return new CustomerPrediction(latest, predictions.history(known, customerId, HISTORY));
  }

  /** One model's scores in figures. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String model,
      @Nullable String modelVersion,
      long scored,
      long high,
      long medium,
      long low,
      double mean,
      List<Long> histogram,
      @Nullable Instant scoredAt,
      List<ScoredBatches.Driver> drivers) {}

  @GetMapping("/summary")
  List<Summary> summary() {
    return Arrays.stream(ChurnModel.values()).map(this::summary).toList();
  }

  private Summary summary(ChurnModel model) {
    Predictions.Figures figures = predictions.figures(model);
    Optional<ScoredBatches.Batch> batch = batches.last(model);
    return new Summary(
        model.wireName(),
        champions.champion(model).map(Champion::version).orElse(null),
        figures.scored(),
        figures.high(),
        figures.medium(),
        figures.low(),
        figures.mean(),
        figures.histogram(),
        batch.map(ScoredBatches.Batch::scoredAt).orElse(null),
        batch.map(ScoredBatches.Batch::drivers).orElse(List.of()));
  }

  private static ChurnBand band(String name) {
    return Arrays.stream(ChurnBand.values())
        .filter(b -> b.wireName().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "band is '%s'; use high, medium or low".formatted(name)));
  }

  private static Predictions.Order order(String name) {
    return switch (name) {
      case "probability" -> Predictions.Order.PROBABILITY;
      case "customerId" -> Predictions.Order.CUSTOMER_ID;
      case "asOf" -> Predictions.Order.AS_OF;
      case "scoredAt" -> Predictions.Order.SCORED_AT;
      default ->
          throw new IllegalArgumentException(
              "sort is '%s'; use probability, customerId, asOf or scoredAt, and ,desc"
                  .formatted(name));
    };
  }
}
