package io.tidewatch.benchmarks;

import io.tidewatch.contracts.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how many clicks a second the collector takes over HTTP; the peer is a bare idempotent
 * producer with the same settings and the same JSON, in turns. With {@code --overload} it offers
 * what ten times as many connections can, and says whether all that was accepted is in Kafka.
 */
@Command(name = "collector-throughput", mixinStandardHelpOptions = true)
final class CollectorThroughput implements Callable<Integer> {
  private static final String BARE = "benchmark.bare-producer";
  private static final int PARTITIONS = 4;

  @Option(names = "--kafka", defaultValue = "localhost:9092")
  String kafka = "";

  @Option(names = "--collector", defaultValue = "http://localhost:8081")
  URI collector = URI.create("http://localhost");

  @Option(names = "--token", description = "from ./tidewatch token")
  Optional<String> token = Optional.empty();

  @Option(names = "--write-key", description = "of an app, instead of a token")
  Optional<String> writeKey = Optional.empty();

  @Option(names = "--rounds", defaultValue = "5")
  int rounds;

  @Option(names = "--seconds", defaultValue = "5", description = "of each round and side")
  int seconds;

  @Option(names = "--items", defaultValue = "10", description = "clicks of a request")
  int items;

  @Option(names = "--connections", defaultValue = "16")
  int connections;

  @Option(names = "--service-pid", description = "of ingestion-service, to tell its CPU time")
  Optional<Long> servicePid = Optional.empty();

  @Option(names = "--overload", description = "seconds of overload after the rounds")
  int overloadSeconds;

  private final Clicks clicks = new Clicks(System.nanoTime());

  public static void main(String[] args) {
    System.exit(new CommandLine(new CollectorThroughput()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Double> http = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      if (!admin.listTopics().names().get().contains(BARE)) {
        admin.createTopics(List.of(new NewTopic(BARE, PARTITIONS, (short) 1))).all().get();
      }
      System.out.printf("warming up, %d connections%n", connections);
      overHttp(connections, seconds);
      bareProducer();
      for (int round = 0; round < rounds; round++) {
        Duration before = serviceCpu();
        Taken taken = overHttp(connections, seconds);
        double cpuMicros =
            serviceCpu().minus(before).toNanos() / 1e3 / Math.max(1, taken.accepted() * items);
        http.add(taken.accepted() * items / taken.seconds());
        bare.add(bareProducer());
        System.out.printf(
            "round %d: HTTP %,9.0f clicks/s (p50 %.1f ms, p99 %.1f ms, %s%s), bare producer %,9.0f clicks/s%n",
            round + 1,
            http.getLast(),
            taken.latencies().quantileMillis(0.5),
            taken.latencies().quantileMillis(0.99),
            taken.statuses(),
            servicePid.isPresent() ? ", service CPU %.1f us a click".formatted(cpuMicros) : "",
            bare.getLast());
      }
      System.out.printf(
          "medians: HTTP %,.0f clicks/s, bare producer %,.0f clicks/s, ratio %.2f%n",
          median(http), median(bare), median(http) / median(bare));
      return overloadSeconds == 0 || overload(admin) ? 0 : 1;
    }
  }

  private boolean overload(Admin admin) throws Exception {
    Taken calm = overHttp(1, 3);
    long before = end(admin);
    Taken taken = overHttp(connections * 10, overloadSeconds);
    long stored = end(admin) - before;
    Taken after = overHttp(1, 3);
    boolean clean = taken.statuses().keySet().stream().allMatch(s -> s == 202 || s == 429);
    System.out.printf(
        "overload, %d connections, %d s: %s; accepted %,d clicks, stored %,d; p99 %.0f ms; one connection before p50 %.1f ms, after %.1f ms%n",
        connections * 10,
        overloadSeconds,
        taken.statuses(),
        taken.accepted() * items,
        stored,
        taken.latencies().quantileMillis(0.99),
        calm.latencies().quantileMillis(0.5),
        after.latencies().quantileMillis(0.5));
    return clean && stored == taken.accepted() * items;
  }

  /** How many records the click topic has had; nobody else may send meanwhile. */
  private static long end(Admin admin) throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        admin
            .describeTopics(List.of(Topics.CLICKSTREAM_EVENTS))
            .allTopicNames()
            .get()
            .values()
            .stream()
            .flatMap(topic -> topic.partitions().stream())
            .collect(
                Collectors.toMap(
                    p -> new TopicPartition(Topics.CLICKSTREAM_EVENTS, p.partition()),
                    p -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream().mapToLong(o -> o.offset()).sum();
  }

  private record Taken(
      long accepted, double seconds, Map<Integer, Long> statuses, Latencies latencies) {}

  private Taken overHttp(int width, int forSeconds) throws InterruptedException {
    Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    Latencies latencies = new Latencies();
    List<ClickRequests> requests = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      requests.add(new ClickRequests(collector, authorization(), clicks.another(), items));
    }
    long start = System.nanoTime();
    long end = start + forSeconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> send(number, requests.get(number), end, statuses, latencies)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    Map<Integer, Long> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    return new Taken(counts.getOrDefault(202, 0L), took, counts, latencies);
  }

  private void send(
      int number,
      ClickRequests requests,
      long end,
      Map<Integer, LongAdder> statuses,
      Latencies latencies) {
    String id = Integer.toString(number);
    try (Connection connection = new Connection(collector)) {
      while (System.nanoTime() < end) {
        latencies.started(id);
        int status = connection.exchange(requests.next());
        if (status == 202) {
          latencies.ended(id);
        }
        statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String authorization() {
    return token
        .map(t -> "Bearer " + t)
        .orElseGet(
            () ->
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(
                            (writeKey.orElseThrow(
                                        () ->
                                            new IllegalArgumentException(
                                                "--token or --write-key is needed"))
                                    + ":")
                                .getBytes(StandardCharsets.UTF_8)));
  }

  private double bareProducer() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("compression.type", "lz4");
    settings.put("key.serializer", StringSerializer.class.getName());
    settings.put("value.serializer", ByteArraySerializer.class.getName());
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    long sent = 0;
    try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings)) {
      while (System.nanoTime() < end) {
        for (int i = 0; i < items; i++, sent++) {
          byte[] click = clicks.next();
          producer.send(new ProducerRecord<>(BARE, clicks.customer(), click));
        }
      }
      producer.flush();
      return sent / ((System.nanoTime() - start) / 1e9);
    }
  }

  private Duration serviceCpu() {
    return servicePid
        .flatMap(ProcessHandle::of)
        .flatMap(p -> p.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
