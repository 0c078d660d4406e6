package io.tidewatch.sentiment.scoring;

import io.tidewatch.platform.problem.OverloadedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores any number of texts, one a line, and answers line by line while it reads: a slow reader of
 * the answers slows the reading down, and only a few lines are ever held.
 */
@RestController
class LineController {
  private static final int STREAMS = 16;

  private final LineScoring scoring;
  private final ScoringProperties properties;
  private final JsonMapper json;
  private final Semaphore streams = new Semaphore(STREAMS);

  LineController(LineScoring scoring, ScoringProperties properties, JsonMapper json) {
    this.scoring = scoring;
    this.properties = properties;
    this.json = json;
  }

  @PostMapping(path = "/api/v1/sentiment/batch", consumes = MediaType.APPLICATION_NDJSON_VALUE)
  @PreAuthorize("hasRole('ANALYST')")
  void score(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!streams.tryAcquire()) {
      throw new OverloadedException(
          "%d streams of lines are open, as many as may be".formatted(STREAMS),
          properties.retryAfter());
    }
    try {
      response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
      ByteLines lines = new ByteLines(request.getInputStream(), properties.maxRequestBytes());
      OutputStream out = response.getOutputStream();
      for (ByteLines.Line first = lines.next(); first != null; first = lines.next()) {
        for (Object answer : scoring.score(withFollowing(first, lines))) {
          out.write(json.writeValueAsBytes(answer));
          out.write('\n');
        }
        out.flush();
      }
    } finally {
      streams.release();
    }
  }

  /** Takes what has arrived: a caller who waits for an answer before the next line gets it. */
  private List<ByteLines.Line> withFollowing(ByteLines.Line first, ByteLines lines)
      throws IOException {
    List<ByteLines.Line> ahead = new ArrayList<>();
    long bytes = 0;
    ByteLines.@Nullable Line line = first;
    while (line != null) {
      ahead.add(line);
      bytes += line.bytes().length;
      line =
          ahead.size() < properties.streamLookAhead()
                  && bytes < properties.maxRequestBytes()
                  && lines.ready()
              ? lines.next()
              : null;
    }
    return ahead;
  }
}
