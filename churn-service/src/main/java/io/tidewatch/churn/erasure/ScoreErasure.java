package io.tidewatch.churn.erasure;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.platform.erasure.ForgetsCustomers;
import io.tidewatch.platform.erasure.RecentErasures;
import java.util.Collection;
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
  private final RecentErasures recent;

  ScoreErasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.recent = new RecentErasures(jdbc);
  }

  @Override
  @Transactional
  public void forget(String customerId) {
    recent.remember(customerId);
    for (ChurnModel model : ChurnModel.values()) {
      delete(model, List.of(customerId));
    }
  }

  /** Customers who were erased in the last 24 hours. */
  public Set<String> lately() {
    return recent.customers();
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
