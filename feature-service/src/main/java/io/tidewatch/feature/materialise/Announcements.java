package io.tidewatch.feature.materialise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Announcements of new processed data, and up to which of them the views are materialised. */
@Repository
class Announcements {
  private final JdbcClient jdbc;
  private final Clock clock;

  Announcements(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes that there is new data. */
  void add() {
    jdbc.sql("update materialisation_request set requested = requested + 1").update();
  }

  /** The newest announcement, if it waits and a run may start now. */
  Optional<Long> due() {
    return jdbc.sql(
            "select requested from materialisation_request"
                + " where requested > done and not_before <= ?")
        .param(at(Duration.ZERO))
        .query(Long.class)
        .optional();
  }

  /** Notes that the views are as new as this announcement. */
  void done(long announcement, Duration pause) {
    jdbc.sql("update materialisation_request set done = ?, attempts = 0, not_before = ?")
        .params(announcement, at(pause))
        .update();
  }

  /** Notes that a run has failed; returns when it may be tried again. */
  Instant failed(Duration retryAfter) {
    int attempts =
        jdbc.sql("update materialisation_request set attempts = attempts + 1 returning attempts")
            .query(Integer.class)
            .single();
    OffsetDateTime next = at(retryAfter.multipliedBy(1L << Math.min(attempts - 1, 6)));
    jdbc.sql("update materialisation_request set not_before = ?").param(next).update();
    return next.toInstant();
  }

  /**
   * Whether texts have been stored since the newest run began, and either none for a quiet while or
   * the first of them ten such whiles ago.
   */
  boolean textsWait(Duration quiet) {
    return jdbc.sql(
            """
            select coalesce(max(t.stored_at) < :quiet or min(t.stored_at) < :long, false)
            from text_sentiments t
            where t.stored_at > (select max(started_at) from runs
                                 where job = 'features' and status = 'SUCCEEDED')
            """)
        .param("quiet", at(quiet.negated()))
        .param("long", at(quiet.multipliedBy(-10)))
        .query(Boolean.class)
        .single();
  }

  private OffsetDateTime at(Duration fromNow) {
    return clock.instant().plus(fromNow).atOffset(ZoneOffset.UTC);
  }
}
