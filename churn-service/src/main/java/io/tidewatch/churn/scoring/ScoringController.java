package io.tidewatch.churn.scoring;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Scores on request. */
@RestController
@RequestMapping("/api/v1/churn")
@PreAuthorize("hasRole('ANALYST')")
class ScoringController {
  private static final Duration FEATURES_RETRY = Duration.ofSeconds(5);
  private static final Duration MODEL_RETRY = Duration.ofSeconds(30);
  private final Champions champions;
  private final CustomerFeatures features;
  private final Scores scores;
  private final Predictions predictions;
  private final Announcements announcements;
  private final ScoreRequests requests;
  private final ScoringMetrics metrics;
  private final Clock clock;

  ScoringController(
      Champions champions,
      CustomerFeatures features,
      Scores scores,
      Predictions predictions,
      Announcements announcements,
      ScoreRequests requests,
      ScoringMetrics metrics,
      Clock clock) {
    this.champions = champions;
    this.features = features;
    this.scores = scores;
    this.predictions = predictions;
    this.announcements = announcements;
    this.requests = requests;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Scores a known customer on the features of this moment; stored and announced. */
  @PostMapping("/customers/{id}/score")
  ScoreAnswer customer(
      @PathVariable String id, @RequestParam(defaultValue = "customer") String model) {
    ChurnModel known = ChurnModel.named(model);
    Champion champion = champion(known);
    FeatureRow row = features.of(known, id);
    ChurnScored score = metrics.timed(known, "customer", () -> scores.score(known, champion, row));
    predictions.store(known, List.of(score)).forEach(announcements::publish);
    return new ScoreAnswer(score, Scores.missing(known, row));
  }

  /** Scores features that the caller brings; neither stored nor announced. */
  @PostMapping("/score")
  @Operation(
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              description = "one object or an array of at most 10,000",
              content = @Content(schema = @Schema(implementation = ScoreRequest.class))))
  Object features(HttpServletRequest request) throws IOException {
    ScoreRequests.Body body = requests.read(new ServletServerHttpRequest(request));
    if (!body.array()) {
      return answer(body.requests().getFirst(), null);
    }
    return IntStream.range(0, body.requests().size())
        .mapToObj(i -> answer(body.requests().get(i), i))
        .toList();
  }

  private ScoreAnswer answer(ScoreRequest request, @Nullable Integer index) {
    ChurnModel model = request.churnModel();
    FeatureRow row = request.row(model, index, clock.instant());
    Champion champion = champion(model);
    return new ScoreAnswer(
        metrics.timed(model, "body", () -> scores.score(model, champion, row)),
        Scores.missing(model, row));
  }

  private Champion champion(ChurnModel model) {
    return champions.champion(model).orElseThrow(() -> new ModelNotReadyException(model));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notReady(ModelNotReadyException e) {
    return later("model-not-ready", e, MODEL_RETRY);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unavailable(FeaturesUnavailableException e) {
    return later("features-unavailable", e, FEATURES_RETRY);
  }

  @ExceptionHandler
  ProblemDetail unknown(UnknownFeatureException e) {
    ProblemDetail problem =
        Problems.of(HttpStatus.BAD_REQUEST, "unknown-feature", String.valueOf(e.getMessage()));
    problem.setProperty("field", e.field());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail tooLarge(TooLargeException e) {
    return Problems.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<ProblemDetail> later(
      String slug, RuntimeException e, Duration retryAfter) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
        .body(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, slug, String.valueOf(e.getMessage())));
  }
}
