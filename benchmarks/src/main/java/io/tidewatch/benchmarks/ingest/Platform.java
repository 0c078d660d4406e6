package io.tidewatch.benchmarks.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ingestion service under measurement. */
final class Platform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long POLL_MILLIS = 50;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;
  private final String token;
  private final long pid;

  Platform(URI service, String token, long pid) {
    this.service = service;
    this.token = token;
    this.pid = pid;
  }

  /** Loads a file and returns what that took the service, from its first byte to the run's end. */
  Cost load(String dataSet, Path file, long rows)
      throws FileNotFoundException, IOException, InterruptedException {
    Duration before = processorTime();
    long start = System.nanoTime();
    HttpResponse<String> answer =
        send(
            "/api/v1/datasets/" + dataSet + "/files?name=" + file.getFileName(),
            request -> request.POST(uncheckedFile(file)));
    String run = answer.headers().firstValue("Location").orElseThrow(() -> failed(answer));
    JsonNode state = get(run);
    while (!state.has("endedAt")) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      state = get(run);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (state.at("/counts/loaded").asLong() != rows) {
      throw new IOException("not every row was loaded: " + state);
    }
    return new Cost(seconds, processorTime().minus(before).toNanos() / 1e9);
  }

  /** The rows of a table of the lake. */
  long rows(String table) throws IOException, InterruptedException {
    for (JsonNode one : get("/api/v1/lake/tables")) {
      if (one.path("name").asString("").equals(table)) {
        return one.path("rows").asLong();
      }
    }
    return 0;
  }

  Duration processorTime() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("there is no process " + pid));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(path, HttpRequest.Builder::GET);
    if (answer.statusCode() != 200) {
      throw failed(answer);
    }
    return JSON.readTree(answer.body());
  }

  private static HttpRequest.BodyPublisher uncheckedFile(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Method {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private HttpResponse<String> send(String path, Method method)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + token);
    return http.send(method.of(request).build(), BodyHandlers.ofString());
  }

  private static IllegalStateException failed(HttpResponse<String> answer) {
    return new IllegalStateException(answer.statusCode() + " " + answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
