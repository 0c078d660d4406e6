package io.tidewatch.benchmarks.peer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the peer: {@code POST /single} runs a text when a thread is free, {@code /batched} batches
 * as the service does, {@code /fp32} is the graph before quantisation. Arguments: model directory,
 * threads, largest batch. Prints its port when it is ready, and ends with its standard input.
 */
public final class PeerServer {
  private static final int WINDOW = 128;

  private final JsonMapper json = JsonMapper.shared();
  private final HuggingFaceTokenizer tokenizer;
  private final String prefix;
  private final List<String> classes;

  private PeerServer(Path directory) throws IOException {
    JsonNode manifest = json.readTree(Files.readString(directory.resolve("model.json")));
    this.prefix = manifest.get("prefix").asString();
    this.classes = manifest.get("classes").values().stream().map(JsonNode::asString).toList();
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("tokenizer.json.gz")))) {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              in,
              Map.of(
                  "padding", "false",
                  "truncation", "true",
                  "maxLength", Integer.toString(WINDOW)));
    }
  }

  public static void main(String[] args) throws IOException, OrtException {
    Path directory = Path.of(args[0]);
    int threads = Integer.parseInt(args[1]);
    PeerServer server = new PeerServer(directory);
    PeerModel quantised = new PeerModel(directory, Linear.INT8);
    PeerQueue single = new PeerQueue(quantised, threads, 1);
    PeerQueue batched = new PeerQueue(quantised, threads, Integer.parseInt(args[2]));
    PeerQueue exact = new PeerQueue(new PeerModel(directory, Linear.FP32), 1, 1);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/single", exchange -> server.answer(exchange, single::score));
    http.createContext("/batched", exchange -> server.answer(exchange, batched::score));
    http.createContext("/fp32", exchange -> server.answer(exchange, exact::score));
    http.start();
    System.out.println(http.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private void answer(HttpExchange exchange, Function<long[], double[]> scores) throws IOException {
    try (exchange) {
      String text = json.readTree(exchange.getRequestBody()).get("text").asString();
      double[] probabilities = scores.apply(tokenizer.encode(prefix + text).getIds());
      java.util.SequencedMap<String, Double> byClass = new java.util.LinkedHashMap<>();
      for (int i = 0; i < probabilities.length; i++) {
        byClass.put(classes.get(i), probabilities[i]);
      }
      byte[] body = json.writeValueAsBytes(Map.of("probabilities", byClass));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
