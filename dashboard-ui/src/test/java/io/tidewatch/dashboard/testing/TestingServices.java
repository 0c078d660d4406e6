package io.tidewatch.dashboard.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ChurnScored.Contribution;
import io.tidewatch.contracts.events.Sentiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.json.JsonMapper;

/** All services behind one real HTTP server, answering what the contracts say. */
public final class TestingServices implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REPORT =
      """
      # nightly-orders, 2026-11-21 01:30

      Since 2026-11-20 01:34; made 2026-11-21 01:34 (all times UTC).

      ## Rows

      | Data set | Runs | Source | Loaded | Quarantined | Duplicate | Late |
      | --- | --- | --- | --- | --- | --- | --- |
      | customers | 1 | 5 | 3 | 1 | 1 | 0 |

      ## Failed runs

      | Data set | File | Why |
      | --- | --- | --- |
      | customers | \\<em\\>x.csv | 25 % of \\<em\\>nothing\\</em\\> |
      """;
  private static final List<String> DRIVERS =
      List.of(
          "contract",
          "tenure_months",
          "complaints_90d",
          "monthly_charges",
          "activity_trend",
          "days_since_last_order");
  private static final List<String> VALUES =
      List.of("Month-to-month", "3", "4", "98.45", "-0.62", "71");

  private final HttpServer server;
  private final List<ChurnScored> scores = scores();
  private final Set<String> down = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private volatile int runPolls;

  /** Starts on a free port of this machine. */
  public TestingServices() {
    this(0);
  }

  /** Starts on this port. */
  public TestingServices(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.createContext(
        "/control/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring("/control".length());
          if (path.equals("/up")) {
            bringUp();
          } else {
            takeDown(path);
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  /** The address of every service. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Points all clients of the dashboard here. */
  public void register(DynamicPropertyRegistry registry) {
    properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  /** The properties that point all clients here. */
  public Map<String, String> properties() {
    return java.util.stream.Stream.of("ingestion", "etl", "feature", "churn", "sentiment")
        .collect(Collectors.toMap(s -> "tidewatch.services." + s + ".url", s -> url()));
  }

  /** Answers 503 to every path that starts so. */
  public void takeDown(String pathPrefix) {
    down.add(pathPrefix);
  }

  /** Everything answers again. */
  public void bringUp() {
    down.clear();
  }

  /** Every call so far as method, space, path with query. */
  public List<String> calls() {
    return calls;
  }

  /** The bearer tokens that calls carried. */
  public Set<String> tokens() {
    return tokens;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestBody().readAllBytes();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      answer(exchange, 401, problem("unauthorized", "A valid bearer token is needed."));
      return;
    }
    tokens.add(authorization.substring("Bearer ".length()));
    if (down.stream().anyMatch(path::startsWith)) {
      answer(
          exchange, 503, problem("model-not-ready", "The model is being trained; try again soon."));
      return;
    }
    Object body = body(exchange.getRequestMethod(), path, query(exchange));
    if (body == null) {
      answer(exchange, 404, problem("unknown-customer", "No such customer is known."));
    } else {
      answer(exchange, path.endsWith("/files") ? 202 : 200, body);
    }
  }

  private Object body(String method, String path, Map<String, String> query) {
    if (path.equals("/api/v1/churn/summary")) {
      return List.of(summary());
    }
    if (path.equals("/api/v1/churn/predictions")) {
      return predictions(query);
    }
    if (path.startsWith("/api/v1/churn/predictions/")
        || path.endsWith("/score") && method.equals("POST")) {
      String id = path.endsWith("/score") ? path.split("/")[5] : path.split("/")[5];
      return scores.stream().filter(s -> s.customerId().equals(id)).findFirst().orElse(null);
    }
    if (path.startsWith("/api/v1/features/")) {
      return features(path.split("/")[4], path.split("/")[5]);
    }
    if (path.equals("/api/v1/sentiment/summary")) {
      return sentimentSummary(120);
    }
    if (path.equals("/api/v1/sentiment/texts")) {
      List<Object> texts = texts(query.get("customer"));
      return page(texts, 0, 20, texts.size());
    }
    if (path.equals("/api/v1/datasets") && method.equals("POST")) {
      return Map.of("name", "bike_sales");
    }
    if (path.equals("/api/v1/datasets")) {
      return List.of("clickstream", "complaints", "customers", "reviews", "transactions").stream()
          .map(
              n ->
                  Map.of(
                      "name",
                      n,
                      "description",
                      "One row of " + n + ".",
                      "key",
                      List.of("id", "day"),
                      "columns",
                      List.of(Map.of("name", "id"), Map.of("name", "day"))))
          .toList();
    }
    if (path.equals("/api/v1/datasets/infer")) {
      return proposal();
    }
    if (path.startsWith("/api/v1/reports/")) {
      return REPORT.getBytes(StandardCharsets.UTF_8);
    }
    if (path.startsWith("/api/v1/schedules")) {
      return schedules(method, path.substring("/api/v1/schedules".length()));
    }
    if (path.startsWith("/api/v1/datasets/") && method.equals("GET")) {
      return Map.of(
          "name",
          path.split("/")[4],
          "columns",
          List.of(Map.of("name", "invoice_date"), Map.of("name", "quantity")));
    }
    if (path.equals("/api/v1/quarantine/summary")) {
      return List.of(rejected("quantity", 107, 12), rejected("invoice_date", 95, 0));
    }
    if (path.equals("/api/v1/repairs/dry-run")) {
      return forecast();
    }
    if (path.equals("/api/v1/repairs")) {
      runPolls = 0;
      return run("QUEUED");
    }
    if (path.endsWith("/files")) {
      runPolls = 0;
      return run("QUEUED");
    }
    if (path.startsWith("/api/v1/runs/")) {
      return run(++runPolls < 2 ? "RUNNING" : "SUCCEEDED");
    }
    if (path.equals("/api/v1/quarantine")) {
      return page(quarantine(), 0, 50, 214);
    }
    return null;
  }

  private static List<ChurnScored> scores() {
    Random random = new Random(7);
    return IntStream.range(0, 5000)
        .mapToObj(
            i -> {
              double p = Math.clamp(Math.pow(random.nextDouble(), 2.1), 0.004, 0.985);
              double baseline = 0.265;
              List<Contribution> parts = new ArrayList<>();
              double rest = p - baseline;
              for (int d = 0; d < DRIVERS.size(); d++) {
                double part = rest * (0.5 - 0.05 * d) + (random.nextDouble() - 0.5) * 0.04;
                rest -= part;
                parts.add(new Contribution(DRIVERS.get(d), VALUES.get(d), part));
              }
              parts.sort(
                  Comparator.comparingDouble((Contribution c) -> -Math.abs(c.contribution())));
              return new ChurnScored(
                  "s-" + i,
                  customer(i),
                  "customer",
                  "v3",
                  p,
                  ChurnBand.ofProbability(p),
                  baseline,
                  parts,
                  Instant.parse("2026-11-22T00:00:00Z"),
                  Instant.parse("2026-11-22T23:41:07Z"));
            })
        .toList();
  }

  /** The id of the n-th customer of the demonstration. */
  public static String customer(int n) {
    return "C%06d".formatted(100_000 + n);
  }

  private Map<String, Object> summary() {
    long[] histogram = new long[10];
    scores.forEach(s -> histogram[(int) Math.min(9, s.probability() * 10)]++);
    return Map.of(
        "model", "customer",
        "scored", scores.size(),
        "high", count(ChurnBand.HIGH),
        "medium", count(ChurnBand.MEDIUM),
        "low", count(ChurnBand.LOW),
        "mean", scores.stream().mapToDouble(ChurnScored::probability).average().orElse(0),
        "histogram", histogram,
        "scoredAt", "2026-11-22T23:41:07Z",
        "modelVersion", "v3");
  }

  private long count(ChurnBand band) {
    return scores.stream().filter(s -> s.band() == band).count();
  }

  private Map<String, Object> predictions(Map<String, String> query) {
    String[] sort = query.get("sort").split(",");
    Comparator<ChurnScored> order =
        sort[0].equals("probability")
            ? Comparator.comparingDouble(ChurnScored::probability)
            : Comparator.comparing(ChurnScored::customerId);
    List<ChurnScored> found =
        scores.stream()
            .filter(
                s -> query.getOrDefault("band", s.band().wireName()).equals(s.band().wireName()))
            .filter(s -> s.customerId().contains(query.getOrDefault("q", "")))
            .sorted(sort[1].equals("desc") ? order.reversed() : order)
            .toList();
    int size = Integer.parseInt(query.get("size"));
    int page = Integer.parseInt(query.get("page"));
    return page(
        found.stream().skip((long) page * size).limit(size).toList(), page, size, found.size());
  }

  private static Object features(String view, String customerId) {
    if (!customerId.startsWith("C")) {
      return null;
    }
    return Map.of(
        "view", view,
        "customerId", customerId,
        "asOf", Instant.now().toString(),
        "numeric",
            Map.of(
                "events_1h",
                14,
                "events_24h",
                31,
                "events_7d",
                82,
                "sessions_7d",
                9,
                "carts_7d",
                3,
                "purchases_30d",
                1,
                "average_price_7d",
                23.75,
                "cart_to_view_7d",
                0.11,
                "activity_trend",
                -0.34,
                "days_since_last_click",
                0.02),
        "categorical", Map.of());
  }

  private static Map<String, Object> sentimentSummary(int days) {
    Random random = new Random(3);
    List<Object> byDay = new ArrayList<>();
    Map<String, Long> total = new LinkedHashMap<>();
    for (int d = days - 1; d >= 0; d--) {
      Map<String, Long> classes = new LinkedHashMap<>();
      int[] base = {6, 5, 4, 12, 22};
      for (Sentiment s : Sentiment.values()) {
        long n = Math.max(0, base[s.ordinal()] + random.nextInt(7) - 3);
        classes.put(s.wireName(), n);
        total.merge(s.wireName(), n, Long::sum);
      }
      byDay.add(
          Map.of("day", LocalDate.of(2026, 11, 22).minusDays(d).toString(), "classes", classes));
    }
    long texts = total.values().stream().mapToLong(Long::longValue).sum();
    return Map.of(
        "texts", texts,
        "classes", total,
        "shareNegative", (total.get("very_negative") + total.get("negative")) / (double) texts,
        "byDay", byDay);
  }

  private static List<Object> texts(String customerId) {
    if (customerId == null || !customerId.startsWith("C")) {
      return List.of();
    }
    return List.of(
        text(
            1,
            "complaint",
            "en",
            Sentiment.VERY_NEGATIVE,
            0.88,
            "Third outage this month and nobody calls back. I am paying for a line that does not work."),
        text(
            2,
            "review",
            "de",
            Sentiment.NEGATIVE,
            0.61,
            "Die Lampe kam zu spät und war zerkratzt, der Ersatz lässt auf sich warten."),
        text(3, "review", "es", Sentiment.NEUTRAL, 0.47, "Cumple su función, sin más."),
        text(4, "review", "ja", Sentiment.VERY_POSITIVE, 0.93, "とても明るくて気に入っています。"));
  }

  private static Object text(
      int n, String kind, String language, Sentiment sentiment, double confidence, String words) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (Sentiment s : Sentiment.values()) {
      probabilities.put(s.wireName(), s == sentiment ? confidence : (1 - confidence) / 4);
    }
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("textId", "t-" + n);
    text.put("kind", kind);
    text.put("language", language);
    text.put("text", words);
    text.put("sentiment", sentiment.wireName());
    text.put("stars", sentiment.stars());
    text.put("confidence", confidence);
    text.put("probabilities", probabilities);
    text.put("truncated", false);
    text.put("modelVersion", "s1");
    text.put("writtenAt", "2026-11-%02dT10:00:00Z".formatted(22 - 4 * n));
    text.put("receivedAt", "2026-11-22T10:00:00Z");
    text.put("scoredAt", "2026-11-22T10:00:01Z");
    return text;
  }

  private static Map<String, Object> run(String status) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("id", "7d1f4a52-0000-4000-8000-000000000001");
    run.put("job", "ingest.customers");
    run.put("dataset", "customers");
    run.put("fileName", "customers.csv");
    run.put("status", status);
    boolean done = status.equals("SUCCEEDED");
    run.put("step", done ? null : "reading");
    run.put("progress", done ? 1.0 : 0.4);
    run.put(
        "counts",
        Map.of("source", 3, "loaded", done ? 2 : 0, "quarantined", 1, "duplicate", 0, "late", 0));
    run.put("problems", List.of());
    run.put("startedAt", "2026-11-22T23:00:00Z");
    return run;
  }

  private static Map<String, Object> rejected(String column, int rows, int repaired) {
    return Map.of(
        "checkId",
        "type",
        "columnName",
        column,
        "rows",
        rows,
        "repaired",
        repaired,
        "sample",
        "not a value of its type",
        "lastReceivedAt",
        "2026-11-22T23:00:00Z");
  }

  private static Map<String, Object> forecast() {
    return Map.of(
        "counts",
        Map.of("source", 95, "loaded", 94, "quarantined", 1, "duplicate", 0, "late", 0),
        "alreadyLoaded",
        12,
        "ofUnloadedFiles",
        3,
        "complete",
        true,
        "problems",
        List.of(),
        "samples",
        List.of(
            Map.of(
                "file",
                "2010-12-01.csv",
                "position",
                17,
                "before",
                Map.of("Quantity", "twelve"),
                "after",
                Map.of("quantity", "12"))));
  }

  private static Map<String, Object> proposal() {
    return Map.of(
        "name",
        "bike_sales",
        "yaml",
        "name: bike_sales\nkey: [order_id]\ncolumns:\n  - {name: order_id, required: true}\n  - {name: sold_on, type: date}\n",
        "rows",
        10_000,
        "notes",
        List.of(
            Map.of("column", "sold_on", "text", "Days and months may be the other way round.")));
  }

  private Object schedules(String method, String rest) {
    if (rest.isEmpty()) {
      return method.equals("POST")
          ? schedule("nightly-orders", false)
          : List.of(schedule("nightly-orders", false), schedule("after-reviews", true));
    }
    if (rest.startsWith("/runs/")) {
      boolean retried = rest.endsWith("/retry");
      return scheduledRun(retried ? "QUEUED" : "FAILED", true);
    }
    if (rest.endsWith("/backfill")) {
      return Map.of("queued", 3, "present", 1);
    }
    if (rest.endsWith("/runs")) {
      return method.equals("POST")
          ? scheduledRun("QUEUED", true)
          : page(
              List.of(
                  scheduledRun("RUNNING", false),
                  scheduledRun("FAILED", false),
                  scheduledRun("SUCCEEDED", false)),
              0,
              10,
              3);
    }
    return schedule("nightly-orders", rest.endsWith("/pause"));
  }

  private static Map<String, Object> schedule(String name, boolean paused) {
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put("name", name);
    schedule.put("zone", paused ? "UTC" : "Europe/Berlin");
    schedule.put("onLanded", paused ? List.of("reviews") : List.of());
    schedule.put("catchUp", "LATEST");
    schedule.put("maxRuns", 1);
    schedule.put("steps", List.of());
    schedule.put("paused", paused);
    if (!paused) {
      schedule.put("cron", "30 2 * * *");
      schedule.put("nextDue", "2026-11-24T01:30:00Z");
      schedule.put("lastRun", scheduledRun("FAILED", false));
    }
    return schedule;
  }

  private static Map<String, Object> scheduledRun(String status, boolean logged) {
    Map<String, Object> run = new LinkedHashMap<>();
    boolean ended = !status.equals("RUNNING") && !status.equals("QUEUED");
    run.put("id", "5b0f1c1e-0000-4000-8000-00000000000" + status.length());
    run.put("schedule", "nightly-orders");
    run.put(
        "logicalAt",
        "2026-11-2%dT01:30:00Z".formatted(!ended ? 3 : status.equals("FAILED") ? 2 : 1));
    run.put("trigger", "CRON");
    run.put("requestedBy", "schedule");
    run.put("status", status);
    run.put("cancelRequested", false);
    run.put("late", status.equals("FAILED"));
    run.put("queuedAt", "2026-11-23T01:30:00Z");
    run.put("startedAt", "2026-11-23T01:30:02Z");
    if (ended) {
      run.put("endedAt", "2026-11-23T01:34:11Z");
    }
    List<Object> steps = new ArrayList<>();
    steps.add(Map.of("name", "orders", "status", "SUCCEEDED", "attempts", 1, "message", "2 rows"));
    steps.add(Map.of("name", "refine", "status", status, "attempts", 3, "message", "etl is away"));
    if (status.equals("SUCCEEDED")) {
      String child = "/api/v1/reports/5b0f1c1e-0000-4000-8000-0000000000aa";
      steps.add(Map.of("name", "tell", "status", status, "attempts", 1, "child", child));
    }
    run.put("steps", steps);
    if (logged) {
      run.put(
          "log",
          List.of(
              Map.of("at", "2026-11-23T01:30:00Z", "message", "queued by schedule"),
              Map.of(
                  "at",
                  "2026-11-23T01:30:02Z",
                  "step",
                  "orders",
                  "message",
                  "succeeded: 94 of 95 rows loaded")));
    }
    return run;
  }

  private static List<Object> quarantine() {
    return IntStream.rangeClosed(1, 12)
        .<Object>mapToObj(
            i ->
                Map.of(
                    "runId",
                    "r",
                    "dataset",
                    "transactions",
                    "file",
                    "2010-12-01.csv",
                    "position",
                    17 * i,
                    "columnName",
                    i % 2 == 0 ? "quantity" : "invoice_date",
                    "checkId",
                    "type",
                    "reason",
                    i % 2 == 0 ? "not a whole number" : "not a date of a known form",
                    "value",
                    i % 2 == 0 ? "twelve" : "31/31/2010",
                    "receivedAt",
                    "2026-11-22T23:00:00Z"))
        .toList();
  }

  private static Map<String, Object> page(List<?> items, int page, int size, long total) {
    return Map.of("items", items, "page", page, "size", size, "total", total);
  }

  private static Map<String, Object> problem(String slug, String detail) {
    return Map.of("type", "https://tidewatch.io/problems/" + slug, "detail", detail);
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = body instanceof byte[] raw ? raw : JSON.writeValueAsBytes(body);
    exchange
        .getResponseHeaders()
        .set("Content-Type", body instanceof byte[] ? "text/markdown" : "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null
        ? Map.of()
        : java.util.Arrays.stream(query.split("&"))
            .map(p -> p.split("=", 2))
            .filter(p -> p.length == 2)
            .collect(
                Collectors.toMap(
                    p -> p[0],
                    p -> java.net.URLDecoder.decode(p[1], StandardCharsets.UTF_8),
                    (a, b) -> a));
  }
}
