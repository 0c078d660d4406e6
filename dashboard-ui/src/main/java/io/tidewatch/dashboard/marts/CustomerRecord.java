package io.tidewatch.dashboard.marts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** One customer as {@code marts.customer_summary} has it; null means unknown. */
public record CustomerRecord(
    String customerId,
    @Nullable String country,
    @Nullable String contract,
    @Nullable Integer tenureMonths,
    @Nullable Double monthlyCharges,
    @Nullable Boolean churned,
    @Nullable Instant firstOrder,
    @Nullable Instant lastOrder,
    @Nullable Long orders,
    @Nullable Double revenue,
    @Nullable Long returns,
    @Nullable Double returnRate,
    @Nullable Long complaints,
    @Nullable Long reviews,
    @Nullable Double averageStars,
    @Nullable Long sessions,
    @Nullable Instant lastClick) {

  static final RowMapper<CustomerRecord> ROW =
      (row, n) ->
          new CustomerRecord(
              row.getString("customer_id"),
              row.getString("country"),
              row.getString("contract"),
              row.getObject("tenure_months", Integer.class),
              number(row, "monthly_charges"),
              row.getObject("churned", Boolean.class),
              instant(row, "first_order"),
              instant(row, "last_order"),
              row.getObject("orders", Long.class),
              number(row, "revenue"),
              row.getObject("returns", Long.class),
              number(row, "return_rate"),
              row.getObject("complaints", Long.class),
              row.getObject("reviews", Long.class),
              number(row, "average_stars"),
              row.getObject("sessions", Long.class),
              instant(row, "last_click"));

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
