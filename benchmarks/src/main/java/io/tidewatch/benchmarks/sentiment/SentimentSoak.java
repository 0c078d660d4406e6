package io.tidewatch.benchmarks.sentiment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Watches the resident memory of the sentiment service under a steady load of a share of what it
 * can do, and prints by how much it grows in an hour.
 */
@Command(name = "sentiment-soak", mixinStandardHelpOptions = true)
public final class SentimentSoak implements Callable<Integer> {
  @Option(names = "--sentiment", defaultValue = "http://localhost:8085")
  private URI sentiment = URI.create("");

  @Option(names = "--token", required = true, description = "from ./tidewatch token")
  private String token = "";

  @Option(names = "--minutes", defaultValue = "60")
  private double minutes;

  @Option(names = "--share", defaultValue = "0.8", description = "of the capacity measured first")
  private double share;

  @Option(names = "--clients", defaultValue = "32")
  private int clients;

  @Option(names = "--warm-up", defaultValue = "60", description = "seconds at full load")
  private int warmUp;

  @Option(names = "--every", defaultValue = "5", description = "seconds between samples")
  private int every;

  @Option(names = "--out", defaultValue = "benchmarks/target/soak", description = "folder")
  private Path out = Path.of("");

  @Option(
      names = "--phrases",
      defaultValue = "launcher/src/main/resources/samples/phrases.json",
      description = "phrases of the sample generator")
  private Path phrases = Path.of("");

  @Option(names = "--seed", defaultValue = "2")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new SentimentSoak()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Endpoint endpoint =
        new Endpoint("sentiment-service", sentiment.resolve("/api/v1/sentiment"), token);
    Load load = new Load(ReviewTexts.ofPhrases(phrases, seed)::text);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      load.run(http, endpoint, clients, Duration.ofSeconds(warmUp));
      double capacity =
          load.run(http, endpoint, clients, Duration.ofSeconds(Math.max(10, warmUp / 3)))
              .perSecond();
      double rate = share * capacity;
      System.out.printf("capacity %.1f texts/s, load %.1f texts/s%n", capacity, rate);
      Duration length = Duration.ofMillis((long) (minutes * 60_000));
      CompletableFuture<Load.Answers> answers = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  answers.complete(load.run(http, endpoint, clients, length, rate));
                } catch (InterruptedException e) {
                  answers.completeExceptionally(e);
                }
              });
      MemorySamples samples = watch(http, answers);
      Load.Answers got = answers.join();
      System.out.printf(
          "%.1f texts/s over %.1f minutes, failed %d%n",
          got.perSecond(), minutes, got.failures().size());
      System.out.println(samples.line());
      Files.createDirectories(out);
      Files.writeString(out.resolve("resident-memory.csv"), samples.csv());
      Files.writeString(out.resolve("resident-memory.svg"), samples.svg());
      System.out.println("written to " + out.toAbsolutePath().normalize());
      return got.failures().isEmpty() ? 0 : 1;
    }
  }

  private MemorySamples watch(HttpClient http, CompletableFuture<?> end)
      throws IOException, InterruptedException {
    MemorySamples samples = new MemorySamples();
    long start = System.nanoTime();
    while (!end.isDone()) {
      double bytes = ServiceMetrics.read(http, sentiment, token).residentBytes();
      samples.add((System.nanoTime() - start) / 1e9, bytes / (1 << 20));
      long next = System.nanoTime() + Duration.ofSeconds(every).toNanos();
      while (System.nanoTime() < next && !end.isDone()) {
        LockSupport.parkNanos(100_000_000);
      }
    }
    return samples;
  }
}
