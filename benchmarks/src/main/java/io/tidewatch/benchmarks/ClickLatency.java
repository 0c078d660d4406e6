package io.tidewatch.benchmarks;

import io.tidewatch.contracts.events.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long a click takes from the HTTP call to the customer's live features and to the
 * live churn score; the peer is the bare broker: one idempotent producer and one consumer.
 */
@Command(name = "click-latency", mixinStandardHelpOptions = true)
final class ClickLatency implements Callable<Integer> {
  @Option(names = "--kafka", defaultValue = "localhost:9092")
  String kafka = "";

  @Option(names = "--collector", defaultValue = "http://localhost:8081")
  String collector = "";

  @Option(names = "--token", required = true, description = "from ./tidewatch token")
  String token = "";

  @Option(names = "--clicks", defaultValue = "500")
  int clicks;

  @Option(names = "--rate", defaultValue = "20", description = "clicks a second")
  int rate;

  @Option(
      names = "--customers",
      split = ",",
      description = "customers to click as; the default makes a new one a click")
  List<String> customers = List.of();

  private final JsonMapper json = JsonMapper.builder().build();
  private final Latencies acknowledged = new Latencies();
  private final Latencies features = new Latencies();
  private final Latencies scores = new Latencies();
  private final Latencies bareBroker = new Latencies();
  private volatile boolean running = true;

  public static void main(String[] args) {
    System.exit(new CommandLine(new ClickLatency()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    String bareTopic = "benchmark.bare-broker";
    Thread reader = Thread.ofPlatform().start(() -> read(bareTopic));
    try (HttpClient http = HttpClient.newHttpClient();
        KafkaProducer<String, String> producer = new KafkaProducer<>(producerSettings())) {
      pause(3_000_000_000L);
      for (int i = 0; i < clicks; i++) {
        String customer =
            customers.isEmpty()
                ? "bench-" + UUID.randomUUID()
                : customers.get(i % customers.size());
        String event =
            json.writeValueAsString(
                List.of(
                    Map.of(
                        "eventId",
                        UUID.randomUUID().toString(),
                        "type",
                        "view",
                        "customerId",
                        customer,
                        "productId",
                        "P-1",
                        "createdAt",
                        Instant.now().toString())));
        features.started(customer);
        scores.started(customer);
        acknowledged.started(customer);
        bareBroker.started(customer);
        producer.send(new ProducerRecord<>(bareTopic, customer, event));
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(collector + "/api/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(event))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
          System.err.println(answer.statusCode() + " " + answer.body());
          return 1;
        }
        acknowledged.ended(customer);
        pause(1_000_000_000L / rate);
      }
      pause(5_000_000_000L);
    }
    running = false;
    reader.join();
    print("bare broker, produce to consume (peer)", bareBroker);
    print("HTTP call to acknowledgement", acknowledged);
    print("HTTP call to live features", features);
    print("HTTP call to live churn score", scores);
    System.out.printf(
        "ratio of medians, live features to bare broker: %.1f%n",
        features.quantileMillis(0.5) / bareBroker.quantileMillis(0.5));
    return 0;
  }

  private void print(String what, Latencies latencies) {
    System.out.printf(
        "%-42s n=%-5d p50 %7.1f ms   p99 %7.1f ms%n",
        what, latencies.count(), latencies.quantileMillis(0.5), latencies.quantileMillis(0.99));
  }

  private void read(String bareTopic) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("group.id", "benchmark-" + UUID.randomUUID());
    settings.put("auto.offset.reset", "latest");
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.FEATURES_CUSTOMER, Topics.CHURN_SCORED, bareTopic));
      while (running) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
          if (record.topic().equals(bareTopic)) {
            bareBroker.ended(record.key());
          } else {
            JsonNode event = json.readTree(record.value());
            String customer = event.path("customerId").asString();
            (record.topic().equals(Topics.CHURN_SCORED) ? scores : features).ended(customer);
          }
        }
      }
    }
  }

  private Properties producerSettings() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("key.serializer", StringSerializer.class.getName());
    settings.put("value.serializer", StringSerializer.class.getName());
    return settings;
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
