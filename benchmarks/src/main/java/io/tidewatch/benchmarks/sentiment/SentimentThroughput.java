package io.tidewatch.benchmarks.sentiment;

import io.tidewatch.benchmarks.peer.PeerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures texts a second and latency of the sentiment service under many clients with one text
 * each. Peers, in turns within the same run: ONNX Runtime with the same weights in 8 bit, text by
 * text and in batches, and the service with batches of one.
 */
@Command(name = "sentiment-throughput", mixinStandardHelpOptions = true)
public final class SentimentThroughput implements Callable<Integer> {
  @Option(names = "--sentiment", defaultValue = "http://localhost:8085")
  private URI sentiment = URI.create("");

  @Option(names = "--token", required = true, description = "from ./tidewatch token")
  private String token = "";

  @Option(
      names = "--unbatched",
      description =
          "a sentiment service with tidewatch.sentiment.micro-batch=1; left out if absent")
  private @Nullable URI unbatched;

  @Option(names = "--unbatched-token", defaultValue = "")
  private String unbatchedToken = "";

  @Option(names = "--model", defaultValue = "sentiment-service/src/main/resources/model")
  private Path model = Path.of("");

  @Option(
      names = "--phrases",
      defaultValue = "launcher/src/main/resources/samples/phrases.json",
      description = "phrases of the sample generator")
  private Path phrases = Path.of("");

  @Option(names = "--texts", description = "a file of texts, one a line, instead of phrases")
  private @Nullable Path texts;

  @Option(names = "--clients", defaultValue = "32")
  private int clients;

  @Option(names = "--rounds", defaultValue = "4")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "12", description = "of each round at each endpoint")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "15", description = "seconds at each endpoint")
  private int warmUp;

  @Option(
      names = "--peer-threads",
      defaultValue = "0",
      description = "0 is one a core, as the service has")
  private int peerThreads;

  @Option(names = "--peer-batch", defaultValue = "16", description = "as the service has")
  private int peerBatch;

  @Option(names = "--tolerance", defaultValue = "0.03", description = "of probabilities")
  private double tolerance;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  public static void main(String[] args) {
    System.exit(new CommandLine(new SentimentThroughput()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    LongFunction<String> source = source();
    int threads = peerThreads > 0 ? peerThreads : Runtime.getRuntime().availableProcessors();
    try (PeerProcess peer = PeerProcess.start(model, threads, peerBatch);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      Endpoint ours =
          new Endpoint("sentiment-service", sentiment.resolve("/api/v1/sentiment"), token);
      Endpoint single = peer("ONNX Runtime int8, text by text", peer, "/single");
      Endpoint batched = peer("ONNX Runtime int8, in batches", peer, "/batched");
      Comparison comparison = new Comparison(http, source);
      if (!comparison.agree(ours, peer("fp32", peer, "/fp32"), single, tolerance)) {
        return 1;
      }
      Rounds.ProcessorTime ofPeer = () -> peer.processorTime().toMillis() / 1e3;
      List<Rounds> measured = new ArrayList<>();
      measured.add(new Rounds(ours, ofService(http, sentiment, token)));
      measured.add(new Rounds(single, ofPeer));
      measured.add(new Rounds(batched, ofPeer));
      if (unbatched != null) {
        measured.add(
            new Rounds(
                new Endpoint(
                    "sentiment-service, unbatched",
                    unbatched.resolve("/api/v1/sentiment"),
                    unbatchedToken),
                ofService(http, unbatched, unbatchedToken)));
      }
      measure(http, new Load(source), measured);
    }
    return 0;
  }

  private void measure(HttpClient http, Load load, List<Rounds> measured)
      throws IOException, InterruptedException {
    for (Rounds each : measured) {
      load.run(http, each.endpoint(), clients, Duration.ofSeconds(warmUp));
    }
    ServiceMetrics used = new ServiceMetrics(Map.of());
    for (int round = 0; round < rounds; round++) {
      ServiceMetrics before = ServiceMetrics.read(http, sentiment, token);
      measured.getFirst().measure(load, http, clients, Duration.ofSeconds(seconds));
      used = used.plus(ServiceMetrics.read(http, sentiment, token).since(before));
      for (Rounds peer : measured.subList(1, measured.size())) {
        peer.measure(load, http, clients, Duration.ofSeconds(seconds));
      }
    }
    System.out.printf("%d clients, %d rounds of %d s each, in turns%n", clients, rounds, seconds);
    measured.forEach(each -> System.out.println(each.line()));
    measured.stream().skip(1).forEach(each -> System.out.println(measured.getFirst().ratio(each)));
    System.out.println(used.account());
  }

  private static Rounds.ProcessorTime ofService(HttpClient http, URI service, String token) {
    return () -> ServiceMetrics.read(http, service, token).processorSeconds();
  }

  private LongFunction<String> source() throws IOException {
    if (texts == null) {
      return ReviewTexts.ofPhrases(phrases, seed)::text;
    }
    List<String> lines = ReviewTexts.ofFile(texts);
    return number -> lines.get((int) (number % lines.size()));
  }

  private static Endpoint peer(String name, PeerProcess peer, String path) {
    return new Endpoint(name, URI.create(peer.url() + path), "");
  }
}
