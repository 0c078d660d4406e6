package io.tidewatch.launcher.client;

import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the services with a token of the client {@code tidewatch-cli}. */
public final class PlatformClient {
  private static final int NOT_FOUND = 404;
  private static final int FIRST_ERROR = 400;
  private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(60);

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Installation installation;
  private final Tokens tokens;

  public PlatformClient(Installation installation, String clientSecret) {
    this.installation = installation;
    this.tokens = new Tokens(http, json, installation.issuer(), clientSecret);
  }

  /** A bearer token with one role, valid for some minutes. */
  public String token(String role) {
    return tokens.of(role);
  }

  /** The JSON document at the path, empty if the service answers 404. */
  public Optional<JsonNode> find(Service service, String path) {
    HttpResponse<String> response = send(request(service, path, "operator").GET(), CALL_PATIENCE);
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(body(service, path, response));
  }

  /** The Markdown document of ingestion-service at the path. */
  public String markdown(String path) {
    HttpResponse<String> response =
        send(
            request(Service.INGESTION, path, "operator")
                .setHeader("Accept", "text/markdown, application/problem+json")
                .GET(),
            CALL_PATIENCE);
    refuseErrors(Service.INGESTION, path, response);
    return response.body();
  }

  /** Uploads a file as it is; the answer is the document of the queued run. */
  public IngestRun upload(String dataset, Path file) throws IOException {
    String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    String path = "/api/v1/datasets/%s/files?name=%s".formatted(dataset, name);
    return IngestRun.from(send(path, file));
  }

  /** Lets ingestion-service fetch a file; the answer is the run that has that state of it. */
  public IngestRun download(String dataset, URI file) {
    String path = "/api/v1/datasets/%s/downloads".formatted(dataset);
    JsonNode answer = post(path, Map.of("url", file.toString()));
    return answer.has("run") ? run(answer.path("run").asString("")) : IngestRun.from(answer);
  }

  /** Posts JSON to ingestion-service; the answer is its JSON document. */
  public JsonNode post(String path, Object document) {
    return body(
        Service.INGESTION,
        path,
        send(
            request(Service.INGESTION, path, "operator")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(document))),
            UPLOAD_PATIENCE));
  }

  /** Posts a file to ingestion-service; the answer is its JSON document. */
  public JsonNode send(String path, Path file) throws IOException {
    HttpResponse<String> response =
        send(
            request(Service.INGESTION, path, "operator")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file)),
            UPLOAD_PATIENCE);
    return body(Service.INGESTION, path, response);
  }

  /** The run as it stands now. */
  public IngestRun run(String id) {
    return find(Service.INGESTION, "/api/v1/runs/" + id)
        .map(IngestRun::from)
        .orElseThrow(() -> new LaunchException("run %s is unknown".formatted(id)));
  }

  /** Posts JSON and returns status and body, whatever the status. */
  public HttpResponse<String> post(Service service, String path, String role, byte[] document) {
    BodyPublisher publisher = BodyPublishers.ofByteArray(document);
    return send(
        request(service, path, role).header("Content-Type", "application/json").POST(publisher),
        CALL_PATIENCE);
  }

  private HttpRequest.Builder request(Service service, String path, String role) {
    return HttpRequest.newBuilder(URI.create(installation.urlOf(service) + path))
        .header("Authorization", "Bearer " + tokens.of(role))
        .header("Accept", "application/json, application/problem+json");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder, Duration patience) {
    return send(http, builder.timeout(patience).build());
  }

  static HttpResponse<String> send(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new LaunchException(
          "nothing answers at %s; see ./tidewatch status".formatted(request.uri()), e);
    } catch (IOException e) {
      throw new LaunchException("%s: %s".formatted(request.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }

  private void refuseErrors(Service service, String path, HttpResponse<String> response) {
    if (response.statusCode() >= FIRST_ERROR) {
      throw new LaunchException(
          "%s answers %d to %s: %s"
              .formatted(service.module(), response.statusCode(), path, reason(response.body())));
    }
  }

  private JsonNode body(Service service, String path, HttpResponse<String> response) {
    refuseErrors(service, path, response);
    try {
      return json.readTree(response.body());
    } catch (JacksonException e) {
      throw new LaunchException(
          "%s answers something else than JSON to %s".formatted(service.module(), path), e);
    }
  }

  /** The detail of a problem document, or the body itself. */
  private String reason(String body) {
    try {
      JsonNode problem = json.readTree(body);
      String title = problem.path("title").asString("");
      String detail = problem.path("detail").asString("");
      return (title + " " + detail).isBlank() ? body : (title + ": " + detail);
    } catch (JacksonException e) {
      return body;
    }
  }
}
