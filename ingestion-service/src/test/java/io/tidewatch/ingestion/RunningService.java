package io.tidewatch.ingestion;

import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real broker, database and lake, called over HTTP. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "tidewatch.lake.warehouse=${testing.warehouse}",
      "tidewatch.ingestion.lander.commit-interval=300ms",
      "tidewatch.ingestion.lander.announce-interval=1s",
      "tidewatch.ingestion.events.apps.shop=key-of-the-shop",
      "tidewatch.ingestion.events.track-names.Wish-List-Opened=page_view",
      "tidewatch.ingestion.files.progress-interval=100ms",
      "tidewatch.ingestion.downloads.private-addresses=true",
      "tidewatch.ingestion.downloads.first-pause=20ms",
      "tidewatch.ingestion.downloads.answer-timeout=3s",
      "tidewatch.ingestion.maintenance.landing-age=1d",
      "tidewatch.ingestion.schedules.tick=200ms",
      "tidewatch.ingestion.schedules.look=100ms",
      "tidewatch.ingestion.schedules.client-secret=" + OtherServices.SECRET,
      "db-scheduler.polling-interval=200ms"
    })
@Import(TestingTokens.Keys.class)
public abstract class RunningService {
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING");
  private static final Path WAREHOUSE = warehouse();

  protected static final Path DATA = Path.of("../../shared/data");
  protected static final JsonMapper JSON = JsonMapper.shared();
  protected final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort protected int port;
  @Autowired protected io.tidewatch.lake.Lake lake;
  @Autowired protected io.tidewatch.lake.dataset.DataSets dataSets;

  @DynamicPropertySource
  static void backEnds(DynamicPropertyRegistry registry) {
    TestingPostgres.register(registry, "ingestion");
    TestingKafka.register(registry);
    registry.add("tidewatch.services.etl.url", OtherServices::url);
    registry.add("tidewatch.services.churn.url", OtherServices::url);
    registry.add("tidewatch.services.sentiment.url", OtherServices::url);
    registry.add("tidewatch.ingestion.schedules.token-uri", () -> OtherServices.url() + "/token");
    registry.add("testing.warehouse", () -> WAREHOUSE.toUri().toString());
  }

  protected HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  protected HttpRequest.Builder request(String path, String... roles) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    return roles.length == 0
        ? request
        : request.header("Authorization", TestingTokens.bearer(roles));
  }

  protected HttpResponse<String> get(String path) {
    return send(request(path, "operator"));
  }

  protected HttpResponse<String> upload(String dataset, String name, BodyPublisher body) {
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return send(
        request("/api/v1/datasets/" + dataset + "/files?name=" + query, "operator").POST(body));
  }

  protected HttpResponse<String> upload(String dataset, String name, String content) {
    return upload(dataset, name, BodyPublishers.ofString(content));
  }

  protected HttpResponse<String> upload(
      String dataset, String name, Supplier<InputStream> content) {
    return upload(dataset, name, BodyPublishers.ofInputStream(content));
  }

  /** Uploads a file and waits for the end of its run. */
  protected JsonNode ingested(String dataset, Path file) throws IOException {
    HttpResponse<String> answer =
        upload(dataset, file.getFileName().toString(), BodyPublishers.ofFile(file));
    return ended(answer);
  }

  protected JsonNode ingested(String dataset, String name, String content) {
    return ended(upload(dataset, name, content));
  }

  /** Waits for the end of the run that an upload was answered with. */
  protected JsonNode ended(HttpResponse<String> answer) {
    if (answer.statusCode() != 202) {
      throw new AssertionError("upload answered " + answer.statusCode() + ": " + answer.body());
    }
    String run = answer.headers().firstValue("Location").orElseThrow();
    return Awaitility.await(run)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> JSON.readTree(get(run).body()),
            document -> !OPEN.contains(document.path("status").asString()));
  }

  protected static long count(JsonNode run, String name) {
    return run.path("counts").path(name).asLong();
  }

  /** The file of the shared data, or a visible skip where it is absent. */
  protected static Path data(String path) {
    Path file = DATA.resolve(path);
    Assumptions.assumeTrue(Files.exists(file), "public data is absent: " + path);
    return file;
  }

  private static Path warehouse() {
    try {
      Path folder = Files.createTempDirectory("tidewatch-lake");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
