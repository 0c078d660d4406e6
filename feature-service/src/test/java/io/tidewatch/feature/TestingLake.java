package io.tidewatch.feature;

import io.tidewatch.lake.Lake;
import io.tidewatch.spark.SparkSessions;
import java.util.List;

/** Fills processed tables the way the ETL leaves them. */
final class TestingLake {
  private TestingLake() {}

  /** Customers ann, bob (shop.csv) and tel (telco.csv), newest click 2026-03-31T12:00Z by ann. */
  static void fill(Lake lake, SparkSessions spark) {
    lake.catalog();
    String stamps = ", 'run' as _run_id, timestamp'2026-04-01 00:00:00' as _received_at";
    List<String> statements =
        List.of(
            """
            create or replace table lake.processed.customers using iceberg as
            select id as customer_id, gender, true as senior_citizen, 'Two year' as contract,
                   tenure as tenure_months, 50.5D as monthly_charges, churned, source as _source%s
            from values ('ann', 'female', 20, false, 'shop.csv'),
                        ('bob', 'male', 5, cast(null as boolean), 'shop.csv'),
                        ('tel', 'male', 1, true, 'telco.csv')
                 as t(id, gender, tenure, churned, source)
            """,
            """
            create or replace table lake.processed.transactions using iceberg as
            select 'ann' as customer_id, timestamp'2026-03-30 10:00:00' as invoice_date%s
            """,
            """
            create or replace table lake.processed.customer_daily using iceberg as
            select 'ann' as customer_id, date'2026-03-30' as day, 3L as clicks, 1L as sessions,
                   2L as orders, 80.0D as revenue, 1L as returns
            """,
            """
            create or replace table lake.processed.clickstream using iceberg as
            select concat('file-', n) as event_id, if(n %% 2 = 0, 'ann', 'bob') as customer_id,
                   timestamp'2026-03-31 12:00:00' - make_interval(0, 0, 0, 0, 6 * n) as event_time,
                   if(n %% 3 = 0, 'cart', 'view') as event_type, concat('p', n %% 5) as product_id,
                   cast(null as string) as category, 'c1' as category_id, 10.0D as price%s
            from (select explode(sequence(0, 280)) as n)
            """);
    spark.with(
        session -> {
          statements.forEach(s -> session.sql(s.formatted(s.contains("%s") ? stamps : "")));
          return true;
        });
  }
}
