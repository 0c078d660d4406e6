package io.tidewatch.ingestion.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Events")
@RestController
@PreAuthorize("hasRole('OPERATOR')")
class EventController {
  private final Collector collector;
  private final ClickReading clicks;
  private final ReviewReading reviews;
  private final Clock clock;

  EventController(Collector collector, ClickReading clicks, ReviewReading reviews, Clock clock) {
    this.collector = collector;
    this.clicks = clicks;
    this.reviews = reviews;
    this.clock = clock;
  }

  @Operation(summary = "Takes clicks: an array, one object, or one a line (application/x-ndjson)")
  @PostMapping("/api/v1/events")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer events(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, item -> clicks.read(item, now, now));
  }

  @Operation(summary = "Takes reviews and complaints: an array, one object, or one a line")
  @PostMapping("/api/v1/reviews")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer reviews(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, item -> reviews.read(item, now));
  }

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
