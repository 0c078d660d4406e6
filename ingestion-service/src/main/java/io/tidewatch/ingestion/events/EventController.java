package io.tidewatch.ingestion.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Events")
@RestController
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
  @PreAuthorize("hasRole('OPERATOR') or hasAuthority('APP')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer events(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, item -> List.of(clicks.read(item, now, now)));
  }

  @Operation(summary = "Takes reviews and complaints: an array, one object, or one a line")
  @PostMapping("/api/v1/reviews")
  @PreAuthorize("hasRole('OPERATOR')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer reviews(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, item -> List.of(reviews.read(item, now)));
  }
}
