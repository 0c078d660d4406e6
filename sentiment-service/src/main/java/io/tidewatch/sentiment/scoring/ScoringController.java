package io.tidewatch.sentiment.scoring;

import io.tidewatch.platform.problem.Problems;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scores texts that callers send; nothing of them is kept. */
@RestController
@RequestMapping("/api/v1/sentiment")
@PreAuthorize("hasRole('ANALYST')")
class ScoringController {
  private final Scorer scorer;
  private final ScoringProperties properties;
  private final Clock clock;

  ScoringController(Scorer scorer, ScoringProperties properties, Clock clock) {
    this.scorer = scorer;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping
  ScoreResponse score(@RequestBody @Valid ScoreRequest request) {
    return score(List.of(request)).getFirst();
  }

  @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
  List<ScoreResponse> scoreBatch(@RequestBody List<@Nullable ScoreRequest> requests) {
    if (requests.size() > properties.maxBatchTexts()) {
      throw new BatchTooLargeException(requests.size(), properties.maxBatchTexts());
    }
    List<ScoreRequest> complete = new ArrayList<>(requests.size());
    List<Map<String, String>> errors = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      ScoreRequest request = requests.get(i);
      if (request == null || withoutText(request)) {
        errors.add(Map.of("field", "[" + i + "].text", "reason", "must not be null"));
      } else {
        complete.add(request);
      }
    }
    if (!errors.isEmpty()) {
      throw new IncompleteBatchException(errors);
    }
    return score(complete);
  }

  @ExceptionHandler
  ProblemDetail tooLarge(BatchTooLargeException e) {
    ProblemDetail problem =
        Problems.of(HttpStatus.CONTENT_TOO_LARGE, "batch-too-large", e.describe());
    problem.setProperty("field", "[]");
    problem.setProperty("limit", e.limit());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail incomplete(IncompleteBatchException e) {
    ProblemDetail problem =
        Problems.of(HttpStatus.BAD_REQUEST, "invalid-request", "The request is not valid.");
    problem.setProperty("errors", e.errors());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail failed(ScoringFailedException e) {
    return Problems.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "scoring-failed", String.valueOf(e.getMessage()));
  }

  private List<ScoreResponse> score(List<ScoreRequest> requests) {
    List<Scored> scored = scorer.score(requests.stream().map(ScoreRequest::text).toList());
    Instant now = clock.instant();
    List<ScoreResponse> answers = new ArrayList<>(scored.size());
    for (int i = 0; i < scored.size(); i++) {
      answers.add(ScoreResponse.of(requests.get(i), scored.get(i), now));
    }
    return answers;
  }

  /** JSON may leave out what the type promises. */
  @SuppressWarnings("ConstantValue")
  private static boolean withoutText(ScoreRequest request) {
    return request.text() == null;
  }

  private static final class BatchTooLargeException extends RuntimeException {
    private final int size;
    private final int limit;

    BatchTooLargeException(int size, int limit) {
      this.size = size;
      this.limit = limit;
    }

    int limit() {
      return limit;
    }

    String describe() {
      return "The array has %d texts and the limit is %d; send it in parts".formatted(size, limit);
    }
  }

  private static final class IncompleteBatchException extends RuntimeException {
    private final transient List<Map<String, String>> errors;

    IncompleteBatchException(List<Map<String, String>> errors) {
      this.errors = errors;
    }

    List<Map<String, String>> errors() {
      return errors;
    }
  }
}
