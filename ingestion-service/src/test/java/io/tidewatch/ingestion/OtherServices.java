package io.tidewatch.ingestion;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What schedules call: an issuer of tokens, a service with runs, a web server with files. */
public final class OtherServices {
  public static final String SECRET = "secret-of-the-schedules";
  private static final String TOKEN = "token-of-the-schedules";

  /** The status of each run that was asked for, by its id. */
  public static final Map<String, String> RUNS = new ConcurrentHashMap<>();

  /** The files there are, by path. */
  public static final Map<String, String> FILES = new ConcurrentHashMap<>();

  /** The paths of files that were asked for. */
  public static final List<String> ASKED = new CopyOnWriteArrayList<>();

  /** The status in which a new run begins. */
  public static volatile String first = "SUCCEEDED";

  /** What a service says at a path; one that is not here answers 503. */
  public static final Map<String, String> FIGURES = new ConcurrentHashMap<>();

  private static final HttpServer SERVER = start();

  private OtherServices() {}

  public static String url() {
    return "http://localhost:" + SERVER.getAddress().getPort();
  }

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/token", OtherServices::token);
      server.createContext("/api/v1/runs", OtherServices::runs);
      server.createContext("/files/", OtherServices::file);
      server.createContext("/api/v1/churn/", OtherServices::figures);
      server.createContext("/api/v1/sentiment/", OtherServices::figures);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void token(HttpExchange exchange) throws IOException {
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("tidewatch-cli:" + SECRET).getBytes(StandardCharsets.UTF_8));
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean good =
        expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && form.contains("grant_type=client_credentials")
            && form.contains("scope=operator");
    answer(
        exchange,
        good ? 200 : 401,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(TOKEN));
  }

  private static void runs(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      String id = UUID.randomUUID().toString();
      RUNS.put(id, first);
      exchange.getResponseHeaders().set("Location", "/api/v1/runs/" + id);
      answer(exchange, 202, "{}");
    } else {
      String path = exchange.getRequestURI().getPath();
      String status = RUNS.get(path.substring(path.lastIndexOf('/') + 1));
      answer(exchange, status == null ? 404 : 200, "{\"status\":\"%s\"}".formatted(status));
    }
  }

  private static void figures(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{}");
      return;
    }
    String said = FIGURES.get(exchange.getRequestURI().toString());
    answer(exchange, said == null ? 503 : 200, said == null ? "" : said);
  }

  private static void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ASKED.add(path);
    String content = FILES.get(path);
    if (content == null) {
      answer(exchange, 404, "");
      return;
    }
    String state = "\"%x\"".formatted(content.hashCode());
    exchange.getResponseHeaders().set("ETag", state);
    boolean known = state.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    answer(exchange, known ? 304 : 200, known ? "" : content);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
