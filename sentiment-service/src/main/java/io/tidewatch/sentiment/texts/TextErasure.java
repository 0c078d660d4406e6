package io.tidewatch.sentiment.texts;

import io.tidewatch.platform.erasure.ForgetsCustomers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes a customer's texts and their sentiments. */
@Component
class TextErasure implements ForgetsCustomers {
  private final JdbcClient jdbc;

  TextErasure(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forget(String customerId) {
    jdbc.sql("delete from scored_text where customer_id = ?").param(customerId).update();
  }
}
