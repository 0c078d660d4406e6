package io.tidewatch.ingestion.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what Segment's libraries send, with the app's write key. */
@Tag(name = "Events", description = "Also as Segment's libraries send them")
@RestController
@RequestMapping("/api/v1/events")
@PreAuthorize("hasRole('OPERATOR') or hasAuthority('APP')")
class SegmentController {
  private final Collector collector;
  private final SegmentReading reading;
  private final Clock clock;

  SegmentController(Collector collector, SegmentReading reading, Clock clock) {
    this.collector = collector;
    this.reading = reading;
    this.clock = clock;
  }

  @Operation(summary = "Takes Segment calls of one kind: one object, an array, or one a line")
  @PostMapping("/{call:track|page|screen|identify}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer call(@PathVariable String call, HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, reading.of(item -> call, now));
  }

  @Operation(summary = "Takes a Segment batch: {\"batch\": [calls with their type], \"sentAt\"}")
  @PostMapping("/batch")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Collector.Answer batch(HttpServletRequest request) throws IOException {
    Instant now = clock.instant();
    return collector.collect(request, reading::calls, reading.of(reading::type, now));
  }
}
