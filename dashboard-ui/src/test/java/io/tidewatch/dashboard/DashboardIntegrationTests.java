package io.tidewatch.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.tidewatch.contracts.events.PipelineRunReported.Counts;
import io.tidewatch.contracts.events.PipelineRunReported.Facets;
import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.dashboard.runs.PipelineRun;
import io.tidewatch.dashboard.runs.PipelineRunLog;
import io.tidewatch.dashboard.testing.TestingTraffic;
import io.tidewatch.platform.kafka.EventPublisher;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** The issuer, the closed doors and the run log, over the wire. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DashboardIntegrationTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  @LocalServerPort private int port;
  @Autowired private PipelineRunLog runs;
  @Autowired private EventPublisher events;

  @DynamicPropertySource
  static void platform(DynamicPropertyRegistry registry) {
    DashboardTest.register(registry);
  }

  @Test
  void issuesTokensWhoseRolesAreTheGrantedScopes() throws Exception {
    HttpResponse<String> answer = token(DashboardTest.CLI_SECRET, "operator");

    assertThat(answer.statusCode()).isEqualTo(200);
    Map<?, ?> body = JSON.readValue(answer.body(), Map.class);
    assertThat(((Number) body.get("expires_in")).intValue()).isBetween(3500, 3600);
    SignedJWT token = SignedJWT.parse((String) body.get("access_token"));
    assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("operator");
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:8080");
    JWKSet keys = JWKSet.parse(get("/oauth2/jwks").body());
    assertThat(keys.getKeys()).hasSize(1).noneMatch(k -> k.isPrivate());
    assertThat(token.verify(new RSASSAVerifier(keys.getKeys().getFirst().toRSAKey()))).isTrue();
  }

  @Test
  void refusesWrongSecretsAndUnknownScopes() throws Exception {
    assertThat(token("wrong", "reader").statusCode()).isEqualTo(401);
    assertThat(token(DashboardTest.CLI_SECRET, "emperor").statusCode()).isEqualTo(400);
  }

  @Test
  void describesItselfForDiscovery() throws Exception {
    HttpResponse<String> answer = get("/.well-known/openid-configuration");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).path("jwks_uri").asString())
        .isEqualTo("http://localhost:8080/oauth2/jwks");
  }

  @Test
  void keepsTheSigningKeyForItsOwnerOnly() throws Exception {
    var key = DashboardTest.dataDirectory().resolve("secrets/issuer-signing-key.jwk");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/live", "/customers", "/customers/C100009", "/pipelines", "/no-such-page"})
  void sendsStrangersToTheSignInPage(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValueSatisfying(l -> assertThat(l).endsWith("/login"));
  }

  @Test
  void answersWithAContentSecurityPolicy() throws Exception {
    HttpResponse<String> answer = get("/login");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void refusesASignInWithoutCsrfToken() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url("/login")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=admin&password=" + DashboardTest.ADMIN_PASSWORD))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotEndWith(":" + port + "/");
    assertThat(
            answer.statusCode() == 403
                || answer.headers().firstValue("Location").orElse("").contains("login"))
        .isTrue();
  }

  @Test
  void servesTheChartLibraryWithoutSignIn() throws Exception {
    assertThat(get("/charts/x-echart.js").statusCode()).isEqualTo(200);
    assertThat(get("/_static/echarts/6.0.0/dist/echarts.esm.min.js").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsRunsWhateverTheOrderAndNumberOfTheirEvents() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
    String id = UUID.randomUUID().toString();
    var counts = new RunCounts(10, 7, 2, 1, 0);
    var started =
        TestingTraffic.event(
            id, "ingestion-service", "ingest.customers", State.START, start, Facets.NONE);
    var completed =
        TestingTraffic.event(
            id,
            "ingestion-service",
            "ingest.customers",
            State.COMPLETE,
            start.plusSeconds(5),
            new Facets(Counts.of(counts), null, null));

    for (var event : List.of(completed, started, completed, started)) {
      events.publishAndWait(event);
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              PipelineRun run = runs.find(id).orElseThrow();
              assertThat(run.status()).isEqualTo(State.COMPLETE);
              assertThat(run.startedAt()).isEqualTo(start);
              assertThat(run.endedAt()).isEqualTo(start.plusSeconds(5));
              assertThat(run.counts()).isEqualTo(counts);
              assertThat(run.inputs()).contains("ingest.customers.csv");
              assertThat(run.outputs()).contains("raw.customers");
            });
    assertThat(runs.newest("ingest.customers", List.of(State.COMPLETE), 50))
        .extracting(PipelineRun::runId)
        .contains(id);
    assertThat(runs.newest("", List.of(State.FAIL), 50))
        .extracting(PipelineRun::runId)
        .doesNotContain(id);
  }

  @Test
  void showsAResumedRunAsRunningAgain() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
    String id = UUID.randomUUID().toString();
    for (var event :
        List.of(
            TestingTraffic.event(id, "etl-service", "etl", State.START, start, Facets.NONE),
            TestingTraffic.event(
                id, "etl-service", "etl", State.FAIL, start.plusSeconds(1), Facets.NONE),
            TestingTraffic.event(
                id, "etl-service", "etl", State.START, start.plusSeconds(2), Facets.NONE))) {
      runs.record(event);
    }

    PipelineRun run = runs.find(id).orElseThrow();
    assertThat(run.running()).isTrue();
    assertThat(run.startedAt()).isEqualTo(start);
    assertThat(run.endedAt()).isNull();
  }

  private HttpResponse<String> token(String secret, String scope) throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString(("tidewatch-cli:" + secret).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(url("/oauth2/token")))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html,*/*").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }
}
