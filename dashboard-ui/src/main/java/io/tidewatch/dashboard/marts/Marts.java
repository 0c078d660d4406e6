package io.tidewatch.dashboard.marts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Figures of the published marts. Periods end at the newest day that has data, so that historical
 * files show figures too.
 */
public class Marts {
  private final JdbcClient sql;

  Marts(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Sales of the last 30 days against the 30 days before.
   *
   * @param lastDay the newest day with sales
   */
  public record Sales(
      LocalDate lastDay,
      double revenue,
      double previousRevenue,
      long orders,
      long previousOrders) {}

  /** Sales of one day. */
  public record SalesDay(LocalDate day, double revenue, long orders, long returns) {}

  /** A number and the number to compare it with. */
  public record Compared(LocalDate lastDay, long now, long before) {}

  /** An amount by name. */
  public record Named(String name, double amount) {}

  /** Sessions that reached each step. */
  public record Funnel(long sessions, long viewed, long carted, long checkedOut, long purchased) {}

  /** A count of a group on one day. */
  public record DayGroup(LocalDate day, String group, long amount) {}

  /** Customers known, and how many of them are known to have left. */
  public record Customers(long customers, long churned) {}

  /** When the marts were last brought up to date, and by which run. */
  public record Freshness(Instant refreshedAt, @Nullable String runId) {}

  /** Customers by whether they have left; empty if there are none. */
  public Optional<Customers> customers() {
    return sql.sql(
            "select count(*) as customers, count(*) filter (where churned) as churned"
                + " from customer_summary")
        .query(Customers.class)
        .optional()
        .filter(c -> c.customers() > 0);
  }

  /** Revenue and orders of the last 30 days; empty if there are no sales. */
  public Optional<Sales> sales() {
    return sql.sql(
            """
            with newest as (select max(day) as d from daily_sales where day <= current_date)
            select d as last_day,
              coalesce(sum(revenue) filter (where day > d - 30), 0) as revenue,
              coalesce(sum(revenue) filter (where day <= d - 30), 0) as previous_revenue,
              coalesce(sum(orders) filter (where day > d - 30), 0) as orders,
              coalesce(sum(orders) filter (where day <= d - 30), 0) as previous_orders
            from newest join daily_sales on day > d - 60 and day <= d
            group by d
            """)
        .query(Sales.class)
        .optional();
  }

  /** Sales per day over the last days. */
  public List<SalesDay> salesByDay(int days) {
    return sql.sql(
            """
            with newest as (select max(day) as d from daily_sales where day <= current_date)
            select day, sum(revenue) as revenue, sum(orders) as orders, sum(returns) as returns
            from newest join daily_sales on day > d - :days and day <= d
            group by day order by day
            """)
        .param("days", days)
        .query(DataClassRowMapper.newInstance(SalesDay.class))
        .list();
  }

  /** Countries with the most revenue. */
  public List<Named> salesByCountry(int limit) {
    return sql.sql(
            """
            select coalesce(country, 'Unknown') as name, sum(revenue) as amount
            from daily_sales group by 1 having sum(revenue) > 0 order by 2 desc limit :limit
            """)
        .param("limit", limit)
        .query(DataClassRowMapper.newInstance(Named.class))
        .list();
  }

  /** Products with the most revenue. */
  public List<Named> topProducts(int limit) {
    return sql.sql(
            """
            select coalesce(description, stock_code) as name, revenue as amount
            from product_sales where revenue > 0 order by revenue desc limit :limit
            """)
        .param("limit", limit)
        .query(DataClassRowMapper.newInstance(Named.class))
        .list();
  }

  /** The funnel over the last days; empty if there were no sessions. */
  public Optional<Funnel> funnel(int days) {
    return sql.sql(
            """
            with newest as (select max(day) as d from funnel_daily where day <= current_date)
            select coalesce(sum(sessions), 0) as sessions, coalesce(sum(viewed), 0) as viewed,
              coalesce(sum(carted), 0) as carted, coalesce(sum(checked_out), 0) as checked_out,
              coalesce(sum(purchased), 0) as purchased
            from newest join funnel_daily on day > d - :days and day <= d
            """)
        .param("days", days)
        .query(Funnel.class)
        .optional()
        .filter(f -> f.sessions() > 0);
  }

  /** Complaints of the last 30 days and of the 30 days before; empty if there are none. */
  public Optional<Compared> complaints() {
    return sql.sql(
            """
            with newest as (select max(day) as d from complaints_daily where day <= current_date)
            select d as last_day,
              coalesce(sum(complaints) filter (where day > d - 30), 0) as now,
              coalesce(sum(complaints) filter (where day <= d - 30), 0) as before
            from newest join complaints_daily on day > d - 60 and day <= d group by d
            """)
        .query(Compared.class)
        .optional();
  }

  /** Complaints per day and channel over the last days. */
  public List<DayGroup> complaintsByDay(int days) {
    return sql.sql(
            """
            with newest as (select max(day) as d from complaints_daily where day <= current_date)
            select day, coalesce(channel, 'unknown') as "group", sum(complaints) as amount
            from newest join complaints_daily on day > d - :days and day <= d
            group by 1, 2 order by 1, 2
            """)
        .param("days", days)
        .query(DataClassRowMapper.newInstance(DayGroup.class))
        .list();
  }

  /** Clicks of the newest seven days and of the seven before; empty if there are none. */
  public Optional<Compared> clicks() {
    return sql.sql(
            """
            with newest as (select max(day) as d from clicks_daily where day <= current_date)
            select d as last_day,
              coalesce(sum(clicks) filter (where day > d - 7), 0) as now,
              coalesce(sum(clicks) filter (where day <= d - 7), 0) as before
            from newest join clicks_daily on day > d - 14 and day <= d group by d
            """)
        .query(Compared.class)
        .optional();
  }

  /** The last refresh; empty if there has been none. */
  public Optional<Freshness> freshness() {
    return sql.sql("select refreshed_at, run_id from refreshed order by refreshed_at desc limit 1")
        .query((row, n) -> new Freshness(row.getTimestamp(1).toInstant(), row.getString(2)))
        .optional();
  }

  /** What the mart says about one customer; empty if it is unknown. */
  public Optional<CustomerRecord> customer(String customerId) {
    return sql.sql("select * from customer_summary where customer_id = :id")
        .param("id", customerId)
        .query(CustomerRecord.ROW)
        .optional();
  }

  /** What the mart says about these customers, by id. */
  public Map<String, CustomerRecord> customers(Collection<String> customerIds) {
    if (customerIds.isEmpty()) {
      return Map.of();
    }
    return sql
        .sql("select * from customer_summary where customer_id in (:ids)")
        .param("ids", customerIds)
        .query(CustomerRecord.ROW)
        .list()
        .stream()
        .collect(Collectors.toMap(CustomerRecord::customerId, Function.identity()));
  }
}
