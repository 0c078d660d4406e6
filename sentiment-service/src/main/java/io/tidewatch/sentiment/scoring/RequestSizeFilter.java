package io.tidewatch.sentiment.scoring;

import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses bodies that would not fit into the small heap, before they are read. A body of unknown
 * length is refused too, unless it is one that is read piece by piece.
 */
@Component
class RequestSizeFilter extends OncePerRequestFilter {
  private final int maxBytes;
  private final JsonMapper json;

  RequestSizeFilter(ScoringProperties properties, JsonMapper json) {
    this.maxBytes = properties.maxRequestBytes();
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || streamed(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    if (length < 0 && request.getHeader("Transfer-Encoding") != null) {
      refuse(
          response,
          Problems.of(
              HttpStatus.LENGTH_REQUIRED,
              "length-required",
              "Send the body with a Content-Length of at most %d bytes".formatted(maxBytes)));
    } else if (length > maxBytes) {
      refuse(
          response,
          Problems.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "request-too-large",
              "The body has %d bytes and the limit is %d; send it in parts"
                  .formatted(length, maxBytes)));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Lines and files are never held as a whole; those who read them have limits of their own. */
  private static boolean streamed(HttpServletRequest request) {
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    return type.startsWith("application/x-ndjson") || type.startsWith("multipart/form-data");
  }

  private void refuse(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), problem);
  }
}
