package io.tidewatch.ingestion.events;

import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets apps send events by their key: as the user name of HTTP basic, as Segment's libraries send
 * it, or in the header {@code X-Write-Key}. A key that no app has is answered with 403.
 */
final class AppKeyFilter extends OncePerRequestFilter {
  /** What an app may do: send events. */
  static final String AUTHORITY = "APP";

  private static final String PATH = "/api/v1/events";
  private static final String HEADER = "X-Write-Key";
  private static final String BASIC = "Basic ";

  private final AppKeys keys;
  private final JsonMapper json;

  AppKeyFilter(AppKeys keys, JsonMapper json) {
    this.keys = keys;
    this.json = json;
  }

  /** Whether a request sends events with a key. */
  static boolean concerns(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return "POST".equals(request.getMethod())
        && (path.equals(PATH) || path.startsWith(PATH + "/"))
        && key(request) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> app = keys.app(String.valueOf(key(request)));
    if (app.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      json.writeValue(
          response.getOutputStream(),
          Problems.of(
              HttpStatus.FORBIDDEN,
              "unknown-app",
              "No app has this write key; tidewatch.ingestion.events.apps.<app> sets one."));
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            app.get(), "", AuthorityUtils.createAuthorityList(AUTHORITY)));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private static @Nullable String key(HttpServletRequest request) {
    String header = request.getHeader(HEADER);
    if (header != null) {
      return header;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? text : text.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return ""; // no app has it
    }
  }
}
