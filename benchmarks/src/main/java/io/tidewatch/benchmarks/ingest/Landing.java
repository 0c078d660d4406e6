package io.tidewatch.benchmarks.ingest;

import io.tidewatch.benchmarks.Clicks;
import io.tidewatch.contracts.events.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how fast clicks that a producer sends to Kafka come to stand in the lake's table:
 * checked, without duplicates, exactly once. The peer, in turns, is Kafka Connect with Iceberg's
 * own sink on the same broker, with the same records, codec and pause between commits.
 */
@Command(name = "landing", mixinStandardHelpOptions = true)
final class Landing implements Callable<Integer> {
  private static final String OURS = "raw.clickstream";
  private static final int PARTITIONS = 4;
  private static final long POLL_MILLIS = 100;
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration LONGEST = Duration.ofMinutes(8);

  @Option(names = "--kafka", defaultValue = "localhost:9092")
  private String kafka = "";

  @Option(names = "--ingestion", defaultValue = "http://localhost:8081")
  private URI ingestion = URI.create("");

  @Option(names = "--token", required = true, description = "from ./tidewatch token")
  private String token = "";

  @Option(names = "--service-pid", required = true, description = "of ingestion-service")
  private long servicePid;

  @Option(names = "--clicks", defaultValue = "2000000", description = "of each round and side")
  private int clicks;

  @Option(names = "--rounds", defaultValue = "3", description = "after one that is not counted")
  private int rounds;

  @Option(names = "--tasks", defaultValue = "2", description = "of the sink")
  private int tasks;

  @Option(names = "--heap", defaultValue = "-Xmx1g", description = "of the peer")
  private String heap = "";

  private final String run = Long.toHexString(System.currentTimeMillis());
  private final Clicks stock = new Clicks(System.nanoTime());

  public static void main(String[] args) {
    System.exit(new CommandLine(new Landing()).execute(args));
  }

  private interface Counter {
    long rows() throws IOException, InterruptedException;
  }

  private interface Processor {
    Duration time();
  }

  @Override
  public Integer call() throws Exception {
    String topic = "benchmark.landing." + run;
    Path folder = Files.createTempDirectory("landing");
    List<Cost> ours = new ArrayList<>();
    List<Cost> theirs = new ArrayList<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, PARTITIONS, (short) 1),
                  new NewTopic(topic + ".control", 1, (short) 1)))
          .all()
          .get();
    }
    System.out.println("the peer's log: " + folder.resolve("worker.log"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
        Platform platform = new Platform(ingestion, token, servicePid);
        ConnectPeer peer = ConnectPeer.start(folder, kafka, topic, tasks, heap)) {
      awake(topic, peer);
      settle(() -> landed(admin)); // what others have sent before
      for (int round = 0; round <= rounds; round++) {
        long before = platform.rows(OURS);
        Cost landed =
            round(Topics.CLICKSTREAM_EVENTS, () -> landed(admin), platform::processorTime);
        if (platform.rows(OURS) != before + clicks) {
          throw new IOException("%,d rows of %,d".formatted(platform.rows(OURS) - before, clicks));
        }
        Cost sunk = round(topic, peer::rows, peer::processorTime);
        System.out.printf(
            "round %d: platform %.1f s (CPU %.1f s), Connect %.1f s (CPU %.1f s)%n",
            round,
            landed.seconds(),
            landed.processorSeconds(),
            sunk.seconds(),
            sunk.processorSeconds());
        if (round > 0) {
          ours.add(landed);
          theirs.add(sunk);
        }
      }
      System.out.printf("the peer has made %d commits%n", peer.commits());
    }
    row("platform", ours);
    row("Kafka Connect", theirs);
    System.out.printf(
        "by the clock %.2fx, per CPU second %.2fx of Kafka Connect%n",
        Cost.median(theirs, Cost::seconds) / Cost.median(ours, Cost::seconds),
        Cost.median(theirs, Cost::processorSeconds) / Cost.median(ours, Cost::processorSeconds));
    return 0;
  }

  /** The sink reads from the end of the topic: it is there once a click gets through. */
  private void awake(String topic, ConnectPeer peer) throws IOException, InterruptedException {
    long until = System.nanoTime() + START.toNanos();
    while (peer.rows() == 0) {
      if (System.nanoTime() > until) {
        throw new IOException("the worker has committed nothing");
      }
      produce(topic, PARTITIONS);
      TimeUnit.SECONDS.sleep(1);
    }
    settle(peer::rows); // those that came while it started
  }

  private static void settle(Counter counter) throws IOException, InterruptedException {
    long rows = -1;
    while (rows != counter.rows()) {
      rows = counter.rows();
      TimeUnit.SECONDS.sleep(5);
    }
  }

  private Cost round(String topic, Counter counter, Processor processor)
      throws IOException, InterruptedException {
    long wanted = counter.rows() + clicks;
    Duration before = processor.time();
    long start = System.nanoTime();
    produce(topic, clicks);
    long rows = counter.rows();
    while (rows < wanted) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IOException("%,d rows of %,d after %s".formatted(rows, wanted, LONGEST));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      rows = counter.rows();
    }
    if (rows != wanted) {
      throw new IOException("%,d rows, not %,d".formatted(rows, wanted));
    }
    return new Cost(
        (System.nanoTime() - start) / 1e9, processor.time().minus(before).toNanos() / 1e9);
  }

  /** The lander tells Kafka what it has committed to the table. */
  private static long landed(Admin admin) throws IOException, InterruptedException {
    try {
      return admin
          .listConsumerGroupOffsets("ingestion-lander")
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void produce(String topic, int count) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.put("compression.type", "lz4");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        byte[] click = stock.next();
        producer.send(new ProducerRecord<>(topic, stock.customer(), click));
      }
      producer.flush();
    }
  }

  private void row(String name, List<Cost> costs) {
    System.out.printf(
        "%-14s %s s, CPU %s s, %,.0f clicks/s, %.1f us of CPU a click%n",
        name,
        Cost.range(costs, Cost::seconds),
        Cost.range(costs, Cost::processorSeconds),
        clicks / Cost.median(costs, Cost::seconds),
        1e6 * Cost.median(costs, Cost::processorSeconds) / clicks);
  }
}
