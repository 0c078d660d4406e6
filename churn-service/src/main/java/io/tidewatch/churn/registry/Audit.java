package io.tidewatch.churn.registry;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Who changed which model serves, when and why. */
@Repository
class Audit {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Audit(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  void record(String actor, String action, String subject, Map<String, ?> detail) {
    jdbc.sql(
            """
            insert into audit (at, actor, action, subject, detail)
            values (:at, :actor, :action, :subject, :detail::jsonb)""")
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("actor", actor)
        .param("action", action)
        .param("subject", subject)
        .param("detail", json.writeValueAsString(detail))
        .update();
  }
}
