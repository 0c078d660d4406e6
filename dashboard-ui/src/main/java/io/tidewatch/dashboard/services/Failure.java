package io.tidewatch.dashboard.services;

import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What went wrong with a call, in words for the user.
 *
 * @param title a few words
 * @param detail what it means and what to do
 */
public record Failure(String title, String detail) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The failure behind an exception. */
  public static Failure of(Throwable e) {
    return switch (e) {
      case ResourceAccessException unreachable ->
          new Failure(
              "Not reachable", "The service does not answer right now; it may be starting.");
      case HttpStatusCodeException answer -> of(answer);
      case DataAccessException database ->
          new Failure("Figures not reachable", "The marts cannot be read right now.");
      case AuthenticationException session ->
          new Failure("Session has ended", "Sign in again to go on.");
      default -> new Failure("Something went wrong", "The answer could not be used; see the log.");
    };
  }

  private static Failure of(HttpStatusCodeException e) {
    String detail = problemDetail(e.getResponseBodyAsString());
    return switch (e.getStatusCode().value()) {
      case 401 -> new Failure("Not signed in there", "The service did not accept the session.");
      case 403 -> new Failure("Not allowed", "Your role does not allow this.");
      case 404 -> new Failure("Not there", orElse(detail, "The service does not know this."));
      case 429, 503 ->
          new Failure("Not ready", orElse(detail, "The service is busy; try again in a moment."));
      default ->
          new Failure("Refused", orElse(detail, "The service answered " + e.getStatusCode() + "."));
    };
  }

  private static String orElse(String detail, String otherwise) {
    return detail.isEmpty() ? otherwise : detail;
  }

  private static String problemDetail(String body) {
    try {
      Map<?, ?> problem = JSON.readValue(body, Map.class);
      return problem.get("detail") instanceof String detail ? detail : "";
    } catch (JacksonException notJson) {
      return "";
    }
  }
}
