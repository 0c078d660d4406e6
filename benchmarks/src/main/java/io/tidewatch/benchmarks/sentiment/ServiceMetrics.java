package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** The values of a service's Prometheus page, each name summed over its labels. */
record ServiceMetrics(Map<String, Double> values) {
  private static final String PREFIX = "tidewatch_sentiment_";

  private static final int ACTUATOR = 1000;

  /** Reads the page of a service, whose actuator is on its port + 1000. */
  static ServiceMetrics read(HttpClient http, URI service, String token)
      throws IOException, InterruptedException {
    URI page =
        URI.create(
            "http://%s:%d/actuator/prometheus"
                .formatted(service.getHost(), service.getPort() + ACTUATOR));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(page).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d; is the token one of this platform?"
              .formatted(page, answer.statusCode()));
    }
    return parse(answer.body());
  }

  static ServiceMetrics parse(String page) {
    Map<String, Double> values = new HashMap<>();
    page.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank() && !line.contains("quantile="))
        .forEach(
            line -> {
              int end = line.indexOf('{') < 0 ? line.indexOf(' ') : line.indexOf('{');
              double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
              values.merge(line.substring(0, end), value, Double::sum);
            });
    return new ServiceMetrics(values);
  }

  double residentBytes() {
    return value(PREFIX + "memory_resident_bytes");
  }

  double processorSeconds() {
    return value("process_cpu_time_ns_total") / 1e9;
  }

  double value(String name) {
    return values.getOrDefault(name, 0.0);
  }

  ServiceMetrics plus(ServiceMetrics other) {
    Map<String, Double> sums = new HashMap<>(values);
    other.values.forEach((name, value) -> sums.merge(name, value, Double::sum));
    return new ServiceMetrics(sums);
  }

  ServiceMetrics since(ServiceMetrics earlier) {
    Map<String, Double> differences = new HashMap<>();
    values.forEach((name, value) -> differences.put(name, value - earlier.value(name)));
    return new ServiceMetrics(differences);
  }

  /** Returns where the time of the texts went. */
  String account() {
    double texts = value(PREFIX + "tokenize_seconds_count");
    return """
        cut into word pieces %.2f ms a text | wait in the queue %.1f ms | model %.2f ms a batch, %.2f ms a text \
        | rest of the model's work %.3f ms a text
          texts a batch %.1f | padding %.0f %% | processor time %.2f ms a text"""
        .formatted(
            mean("tokenize_seconds") * 1e3,
            mean("queue_wait_seconds") * 1e3,
            mean("infer_seconds") * 1e3,
            value(PREFIX + "infer_seconds_sum") * 1e3 / texts,
            mean("post_seconds") * 1e3,
            mean("batch_size"),
            mean("batch_padding") * 100,
            processorSeconds() * 1e3 / texts);
  }

  private double mean(String meter) {
    return value(PREFIX + meter + "_sum") / value(PREFIX + meter + "_count");
  }
}
