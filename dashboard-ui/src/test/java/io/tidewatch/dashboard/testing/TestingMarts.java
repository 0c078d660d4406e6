package io.tidewatch.dashboard.testing;

import io.tidewatch.testing.TestingPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real database with the dashboard's schema and marts as etl-service publishes them. */
public final class TestingMarts {
  private final String url = TestingPostgres.databaseWithSchema("dashboard");

  /** Empty marts. */
  public TestingMarts() {
    TestingPostgres.execute(
        url,
        """
        create schema marts;
        set search_path = marts;
        create table daily_sales(day date, country text, orders bigint, items bigint, revenue numeric, returns bigint, return_value numeric, customers bigint);
        create table product_sales(stock_code text, description text, orders bigint, items bigint, revenue numeric, returns bigint);
        create table customer_summary(customer_id text primary key, country text, contract text, tenure_months int, monthly_charges numeric, churned boolean, first_order timestamptz, last_order timestamptz, orders bigint, revenue numeric, returns bigint, return_rate double precision, complaints bigint, reviews bigint, average_stars double precision, sessions bigint, last_click timestamptz);
        create table funnel_daily(day date, sessions bigint, viewed bigint, carted bigint, checked_out bigint, purchased bigint);
        create table complaints_daily(day date, channel text, status text, complaints bigint);
        create table reviews_daily(day date, language text, stars int, reviews bigint);
        create table clicks_daily(day date, event_type text, clicks bigint, customers bigint);
        create table refreshed(mart text primary key, run_id text, rows bigint, refreshed_at timestamptz);
        """);
  }

  /** Ninety busy days. */
  public TestingMarts fill() {
    TestingPostgres.execute(
        url,
        """
        set search_path = marts;
        select setseed(0.4);
        insert into daily_sales select d::date, c, (20 + 25 * random() + 8 * sin(extract(doy from d) / 7.0 * 6.28)) * w, 60 * w, (700 + 900 * random() + 260 * sin(extract(doy from d) / 7.0 * 6.28)) * w, 2 * w, 80 * w, 18 * w
          from generate_series(current_date - 89, current_date, interval '1 day') d,
          (values ('GB', 3.2), ('DE', 1.6), ('FR', 1.1), ('ES', 0.8), ('NL', 0.55), ('US', 0.4), ('JP', 0.25), ('BR', 0.18)) as t(c, w);
        insert into product_sales select 'P' || n, name, 900 - 60 * n, 2000 - 100 * n, 42000.0 / n + 800, 12
          from unnest(array['Regency cakestand, three tiers', 'White hanging heart light holder', 'Jumbo bag red retrospot', 'Party bunting', 'Assorted colour bird ornament', 'Paper craft little birdie', 'Medium ceramic top storage jar', 'Rabbit night light']) with ordinality as p(name, n);
        insert into customer_summary select 'C' || lpad((100000 + n)::text, 6, '0'), (array['GB','DE','FR','ES','NL','US'])[1 + n % 6], (array['Month-to-month','One year','Two year'])[1 + n % 3],
          1 + n % 70, 20 + 90 * random(), n % 9 = 0, now() - interval '400 days', now() - (n % 60) * interval '1 day', 3 + n % 40, 60 + 4200 * random(), n % 4, 0.01 * (n % 20), n % 5, n % 7, 2 + 3 * random(), 10 + n % 90, now() - (n % 50) * interval '7 hours'
          from generate_series(0, 4999) n;
        insert into funnel_daily select d::date, 1200 + 400 * random(), 1050 + 300 * random(), 380 + 60 * random(), 190 + 40 * random(), 130 + 30 * random() from generate_series(current_date - 29, current_date, interval '1 day') d;
        insert into complaints_daily select d::date, ch, 'open', (w + w * random())::int from generate_series(current_date - 89, current_date, interval '1 day') d, (values ('Internet', 9), ('Customer Care Call', 7), ('email', 3), ('shop', 1)) as t(ch, w);
        insert into clicks_daily select d::date, e, (w * (0.8 + 0.4 * random()))::bigint, 400 from generate_series(current_date - 29, current_date, interval '1 day') d, (values ('view', 14000), ('cart', 2100), ('purchase', 620)) as t(e, w);
        insert into refreshed values ('daily_sales', '4be1c7a0-9d2e-4c13-8d7f-0a1b2c3d4e5f', 720, now() - interval '6 minutes');
        """);
    return this;
  }

  /** The address of the dashboard's own schema. */
  public String url() {
    return url;
  }

  /** The properties of both data sources. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("spring.datasource.url", url);
    properties.put("spring.datasource.username", "postgres");
    properties.put("spring.datasource.password", "postgres");
    properties.put(
        "tidewatch.dashboard.marts.url",
        url.replace("currentSchema=dashboard", "currentSchema=marts"));
    properties.put("tidewatch.dashboard.marts.username", "postgres");
    properties.put("tidewatch.dashboard.marts.password", "postgres");
    return properties;
  }

  /** Points both data sources of the dashboard here. */
  public void register(DynamicPropertyRegistry registry) {
    properties().forEach((name, value) -> registry.add(name, () -> value));
  }
}
