package io.tidewatch.platform.problem;

import jakarta.validation.ConstraintViolationException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Problems for errors that any controller may meet; a controller's own advice goes first. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class CommonProblems extends ResponseEntityExceptionHandler {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> overloaded(OverloadedException e) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, e.retryAfter().toSeconds())))
        .body(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "overloaded", message(e)));
  }

  @ExceptionHandler
  ProblemDetail notFound(NotFoundException e) {
    return Problems.of(HttpStatus.NOT_FOUND, e.slug(), message(e));
  }

  @ExceptionHandler
  ProblemDetail invalid(ConstraintViolationException e) {
    ProblemDetail problem =
        Problems.of(HttpStatus.BAD_REQUEST, "invalid-request", "The request is not valid.");
    problem.setProperty(
        "errors",
        e.getConstraintViolations().stream()
            .map(v -> Map.of("field", v.getPropertyPath().toString(), "reason", v.getMessage()))
            .toList());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail invalid(IllegalArgumentException e) {
    return Problems.of(HttpStatus.BAD_REQUEST, "invalid-request", message(e));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        Problems.of(HttpStatus.BAD_REQUEST, "invalid-request", "The request is not valid.");
    List<Map<String, String>> errors =
        e.getBindingResult().getFieldErrors().stream()
            .map(
                f -> Map.of("field", f.getField(), "reason", String.valueOf(f.getDefaultMessage())))
            .toList();
    problem.setProperty("errors", errors);
    return ResponseEntity.badRequest().headers(headers).body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        Problems.of(
            HttpStatus.BAD_REQUEST, "malformed-json", "The body is not what this call expects.");
    Throwable cause = e.getCause();
    if (cause instanceof JacksonException json) {
      problem.setDetail(json.getOriginalMessage());
      var location = json.getLocation();
      if (location != null && location.getLineNr() > 0) {
        problem.setProperty("line", location.getLineNr());
        problem.setProperty("column", location.getColumnNr());
      }
      if (json instanceof DatabindException databind && !databind.getPath().isEmpty()) {
        problem.setProperty("field", databind.getPathReference());
      }
    }
    return ResponseEntity.badRequest().headers(headers).body(problem);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ResponseEntity<Object> response =
        super.handleExceptionInternal(e, body, headers, status, request);
    if (response != null
        && response.getBody() instanceof ProblemDetail problem
        && (problem.getType() == null || "about:blank".equals(problem.getType().toString()))) {
      problem.setType(URI.create(Problems.TYPE_PREFIX + slug(status)));
    }
    return response;
  }

  private static String slug(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "http-" + status.value()
        : known.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
