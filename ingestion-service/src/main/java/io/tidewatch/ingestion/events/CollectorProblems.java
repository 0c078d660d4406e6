package io.tidewatch.ingestion.events;

import io.tidewatch.platform.problem.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests that the collector does not take as a whole. */
@RestControllerAdvice(basePackageClasses = CollectorProblems.class)
class CollectorProblems {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(CollectorException e) {
    ProblemDetail problem = Problems.of(e.status(), e.slug(), String.valueOf(e.getMessage()));
    if (!e.rejected().isEmpty()) {
      problem.setProperty("rejected", e.rejected());
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(e.status());
    if (e.retryAfterSeconds() > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(e.retryAfterSeconds()));
    }
    return answer.body(problem);
  }
}
