package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** The rounds of one endpoint. */
final class Rounds {
  private final Endpoint endpoint;
  private final ProcessorTime processor;
  private final List<Double> perSecond = new ArrayList<>();
  private final DescriptiveStatistics millis = new DescriptiveStatistics();
  private final List<String> failures = new ArrayList<>();

  private double processorSeconds;

  /** Says how many seconds of a processor the process behind an endpoint has used. */
  @FunctionalInterface
  interface ProcessorTime {
    double seconds() throws IOException, InterruptedException;
  }

  Rounds(Endpoint endpoint, ProcessorTime processor) {
    this.endpoint = endpoint;
    this.processor = processor;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Measures one more round. */
  void measure(Load load, HttpClient http, int clients, Duration duration)
      throws IOException, InterruptedException {
    double before = processor.seconds();
    Load.Answers answers = load.run(http, endpoint, clients, duration);
    processorSeconds += processor.seconds() - before;
    perSecond.add(answers.perSecond());
    answers.latencies().forEach(nanos -> millis.addValue(nanos / 1e6));
    failures.addAll(answers.failures());
  }

  String line() {
    DescriptiveStatistics rates = statistics(perSecond);
    return "%-34s %6.1f texts/s (%.1f to %.1f)   p50 %6.1f ms   p99 %6.1f ms   processor %5.2f ms a text   failed %d%s"
        .formatted(
            endpoint.name(),
            rates.getPercentile(50),
            rates.getMin(),
            rates.getMax(),
            millis.getPercentile(50),
            millis.getPercentile(99),
            processorSeconds * 1e3 / millis.getN(),
            failures.size(),
            failures.isEmpty() ? "" : ": " + failures.getFirst());
  }

  /** Compares round by round: what disturbs the machine disturbs both of a round. */
  String ratio(Rounds other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < perSecond.size(); i++) {
      ratios.add(perSecond.get(i) / other.perSecond.get(i));
    }
    DescriptiveStatistics spread = statistics(ratios);
    return "%s to %s: %.2fx (%.2f to %.2f)"
        .formatted(
            endpoint.name(),
            other.endpoint.name(),
            spread.getPercentile(50),
            spread.getMin(),
            spread.getMax());
  }

  private static DescriptiveStatistics statistics(List<Double> values) {
    return new DescriptiveStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
