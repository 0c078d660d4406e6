package io.tidewatch.platform.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problems (RFC 9457) with the platform's stable types. */
public final class Problems {
  /** Every problem type starts with this; the rest is the slug. */
  public static final String TYPE_PREFIX = "https://tidewatch.io/problems/";

  private Problems() {}

  /** A problem whose type is {@code https://tidewatch.io/problems/<slug>}. */
  public static ProblemDetail of(HttpStatus status, String slug, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE_PREFIX + slug));
    problem.setTitle(status.getReasonPhrase());
    return problem;
  }
}
