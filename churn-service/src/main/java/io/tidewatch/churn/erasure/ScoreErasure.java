package io.tidewatch.churn.erasure;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.platform.erasure.ForgetsCustomers;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes a customer's scores, present and past.
 *
 * <p>A batch that had read its table before the erasure, or that reads one made before it, scores
 * the customer after it. The erased are therefore remembered for a day, and each batch takes those
 * out again of whom it has found nothing; the one that follows the erasure finds nothing.
 */
@Component
public class ScoreErasure implements ForgetsCustomers {
  private final JdbcClient jdbc;

  ScoreErasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void forget(String customerId) {
    jdbc.sql("delete from recent_erasure where heard_at <= now() - interval '1 day'").update();
    jdbc.sql(
            """
            insert into recent_erasure (customer_id) values (?)
            on conflict (customer_id) do update set heard_at = excluded.heard_at
            """)
        .param(customerId)
        .update();
    for (ChurnModel model : ChurnModel.values()) {
      delete(model, List.of(customerId));
    }
  }

  /** Customers who were erased in the last 24 hours. */
  public Set<String> lately() {
    return new HashSet<>(
        jdbc.sql("select customer_id from recent_erasure where heard_at > now() - interval '1 day'")
            .query((row, number) -> row.getString(1))
            .list());
  }

  /** Deletes what there is of these customers by one model, whatever has brought it back. */
  @Transactional
  public void takeOut(ChurnModel model, Set<String> customers) {
    if (!customers.isEmpty()) {
      delete(model, customers);
    }
  }

  private void delete(ChurnModel model, Collection<String> customers) {
    for (String table : List.of("prediction", "prediction_history")) {
      jdbc.sql(
              "delete from %s where model = :model and customer_id in (:customers)"
                  .formatted(table))
          .param("model", model.wireName())
          .param("customers", customers)
          .update();
    }
  }
}
