package io.tidewatch.ingestion.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.contracts.events.TidewatchEvent;
import io.tidewatch.contracts.events.Topics;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@Tag(name = "Events")
@RestController
class EventController {
  private final Collector collector;
  private final ClickReading clicks;
  private final ReviewReading reviews;
  private final Clock clock;

  /** One event an item. */
  private record Single(String topic, Function<JsonNode, TidewatchEvent> reading)
      implements ItemReading {
    @Override
    public List<TidewatchEvent> events(JsonNode item) {
      return List.of(reading.apply(item));
    }

    @Override
    public List<JsonNode> refused(JsonNode item) {
      return List.of(item);
    }
  }

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
    return collector.collect(
        request, new Single(Topics.CLICKSTREAM_EVENTS, item -> clicks.read(item, now, now)));
  }

  @Operation(summary = "Takes reviews and complaints: an array, one object, or one a line")
  @PostMapping("/api/v1/reviews")
  @PreAuthorize("hasRole('OPERATOR')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer reviews(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(
        request, new Single(Topics.REVIEWS_RECEIVED, item -> reviews.read(item, now)));
  }
}
