package io.tidewatch.churn.erasure;

import io.tidewatch.platform.erasure.ForgetsCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes a customer's scores, present and past. */
@Component
class ScoreErasure implements ForgetsCustomers {
  private final JdbcClient jdbc;

  ScoreErasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void forget(String customerId) {
    jdbc.sql("delete from prediction where customer_id = ?").param(customerId).update();
    jdbc.sql("delete from prediction_history where customer_id = ?").param(customerId).update();
  }
}
