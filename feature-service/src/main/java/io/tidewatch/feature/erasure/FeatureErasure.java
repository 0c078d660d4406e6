package io.tidewatch.feature.erasure;

import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.feature.view.FeatureViews;
import io.tidewatch.platform.erasure.ForgetsCustomers;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a customer out of the online store and out of the compacted topic of features, which would
 * keep the newest of each for ever.
 */
@Component
class FeatureErasure implements ForgetsCustomers {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final KafkaTemplate<String, String> kafka;

  FeatureErasure(
      JdbcClient jdbc, TransactionOperations transactions, KafkaTemplate<String, String> kafka) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.kafka = kafka;
  }

  @Override
  public void forget(String customerId) {
    transactions.executeWithoutResult(
        status -> {
          delete("delete from online_features where customer_id = ?", customerId);
          delete("delete from click_baselines where customer_id = ?", customerId);
          delete("delete from text_sentiments where customer_id = ?", customerId);
        });
    CompletableFuture.allOf(
            FeatureViews.ALL.stream()
                .map(
                    view ->
                        kafka.send(
                            Topics.FEATURES_CUSTOMER,
                            FeaturesUpdated.key(customerId, view.name()),
                            null))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void delete(String sql, String customerId) {
    jdbc.sql(sql).param(customerId).update();
  }
}
