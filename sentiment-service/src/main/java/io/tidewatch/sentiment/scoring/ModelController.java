package io.tidewatch.sentiment.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidewatch.platform.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which model scores and what is known about it, and replaces it. */
@RestController
@RequestMapping("/api/v1/sentiment/model")
class ModelController {
  private static final String PATH = "/api/v1/sentiment/model";

  private final ServingScorer scorer;
  private final ModelSwap swap;

  ModelController(ServingScorer scorer, ModelSwap swap) {
    this.scorer = scorer;
    this.swap = swap;
  }

  @GetMapping
  ModelAnswer model() {
    return new ModelAnswer(scorer.description(), swap.latest().orElse(null));
  }

  /** Answers at once; the model that serves goes on until the new one is ready. */
  @PostMapping
  @PreAuthorize("hasRole('ADMIN')")
  ResponseEntity<ModelSwap.Progress> replace(@RequestBody @Valid Replacement replacement) {
    return ResponseEntity.accepted()
        .location(URI.create(PATH))
        .body(swap.begin(replacement.location()).orElseThrow(ReplacementRunsException::new));
  }

  @ExceptionHandler
  ProblemDetail running(ReplacementRunsException e) {
    return Problems.of(
        HttpStatus.CONFLICT,
        "replacement-runs",
        "Another model is being loaded; GET " + PATH + " tells when it is done");
  }

  /**
   * A model to serve with.
   *
   * @param location of its files, as the property takes it
   */
  record Replacement(
      @NotNull
          @Pattern(
              regexp = "(file|classpath|gs|djl|https):.+",
              message = "must begin with file:, classpath:, gs:, djl: or https:")
          String location) {}

  /**
   * The model that serves.
   *
   * @param replacement the latest one that was asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ModelAnswer(
      @JsonUnwrapped ModelDescription serving, ModelSwap.@Nullable Progress replacement) {}

  private static final class ReplacementRunsException extends RuntimeException {}
}
