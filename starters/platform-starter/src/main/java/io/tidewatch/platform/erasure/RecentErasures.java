package io.tidewatch.platform.erasure;

import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Customers who were erased in the last 24 hours, in the table {@code recent_erasure} of a
 * service's schema. A run that had read its tables before an erasure writes the customer after it;
 * with this the next run knows whom to take out again.
 */
public final class RecentErasures {
  private final JdbcClient jdbc;

  public RecentErasures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Remembers an erasure, and forgets those of more than 24 hours ago. */
  public void remember(String customerId) {
    jdbc.sql("delete from recent_erasure where heard_at <= now() - interval '1 day'").update();
    jdbc.sql(
            """
            insert into recent_erasure (customer_id) values (?)
            on conflict (customer_id) do update set heard_at = excluded.heard_at
            """)
        .param(customerId)
        .update();
  }

  /** The customers, in a set of the caller's own. */
  public Set<String> customers() {
    return new HashSet<>(
        jdbc.sql("select customer_id from recent_erasure where heard_at > now() - interval '1 day'")
            .query((row, number) -> row.getString(1))
            .list());
  }
}
