package io.tidewatch.feature.erasure;

import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.view.FeatureView;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.platform.erasure.ForgetsCustomers;
import io.tidewatch.platform.erasure.RecentErasures;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a customer out of the online store and out of the compacted topic of features, which would
 * keep the newest of each for ever.
 *
 * <p>A run, here or in a stage before, that had read its tables before the erasure writes the
 * customer after it. The erased are therefore remembered for a day, and each run takes those out
 * again of whom it has found nothing; the one that follows the erasure finds nothing.
 */
@Component
public class FeatureErasure implements ForgetsCustomers {
  private final JdbcClient jdbc;
  private final RecentErasures recent;
  private final TransactionOperations transactions;
  private final KafkaTemplate<String, String> kafka;

  FeatureErasure(
      JdbcClient jdbc, TransactionOperations transactions, KafkaTemplate<String, String> kafka) {
    this.jdbc = jdbc;
    this.recent = new RecentErasures(jdbc);
    this.transactions = transactions;
    this.kafka = kafka;
  }

  @Override
  public void forget(String customerId) {
    transactions.executeWithoutResult(
        status -> {
          recent.remember(customerId);
          List<String> one = List.of(customerId);
          FeatureViews.ALL.forEach(view -> delete(view, one));
          jdbc.sql("delete from text_sentiments where customer_id = ?").param(customerId).update();
        });
    FeatureViews.ALL.forEach(view -> announce(view, List.of(customerId)));
  }

  /** Customers who were erased in the last 24 hours. */
  public Set<String> lately() {
    return recent.customers();
  }

  /** Takes customers out of one view, whatever has brought them back. */
  public void takeOut(FeatureView view, Set<String> customers) {
    if (customers.isEmpty()) {
      return;
    }
    Integer rows = transactions.execute(status -> delete(view, customers));
    if (rows != null && rows > 0) {
      announce(view, customers);
    }
  }

  private int delete(FeatureView view, Collection<String> customers) {
    int rows =
        jdbc.sql("delete from online_features where view = :view and customer_id in (:customers)")
            .param("view", view.name())
            .param("customers", customers)
            .update();
    if (view == FeatureViews.CLICKSTREAM) {
      jdbc.sql("delete from click_baselines where customer_id in (:customers)")
          .param("customers", customers)
          .update();
    }
    return rows;
  }

  private void announce(FeatureView view, Collection<String> customers) {
    CompletableFuture.allOf(
            customers.stream()
                .map(
                    customer ->
                        kafka.send(
                            Topics.FEATURES_CUSTOMER,
                            FeaturesUpdated.key(customer, view.name()),
                            null))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
