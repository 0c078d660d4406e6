package io.tidewatch.benchmarks.peer;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the encoder and head of a model directory as an ONNX graph with the operators that ONNX
 * Runtime has fastest: its fused attention, layer normalisation, and quantised product.
 */
final class EncoderGraph {
  private static final int BLOCK = 32;

  private final JsonNode manifest;
  private final WeightFile words;
  private final WeightFile layers;
  private final WeightFile head;
  private final int hidden;
  private final Graph graph = new Graph();

  private EncoderGraph(Path directory) throws IOException {
    this.manifest = JsonMapper.shared().readTree(Files.readString(directory.resolve("model.json")));
    this.words = WeightFile.read(directory.resolve("word-table.safetensors.gz"));
    this.layers = WeightFile.read(directory.resolve("encoder.safetensors.gz"));
    this.head = WeightFile.read(directory.resolve("head.safetensors.gz"));
    this.hidden = shape("hidden");
  }

  /** Returns the model, which takes {@code ids} and {@code mask} and gives {@code logits}. */
  static byte[] of(Path directory, Linear linear) throws IOException {
    return new EncoderGraph(directory).write(linear);
  }

  private byte[] write(Linear linear) {
    String ids = graph.input("ids", DataType.INT64, "batch", "tokens");
    String mask = graph.input("mask", DataType.INT32, "batch", "tokens");
    String x = embeddings(ids);
    for (int layer = 0; layer < shape("layers"); layer++) {
      x = layer(x, mask, layer, linear);
    }
    String logits = pooled(x, mask);
    for (int i = 0; i < manifest.get("headLayers").asInt(); i++) {
      String in = i == 0 ? logits : graph.node("Gelu", logits);
      String name = "head." + i + ".";
      logits = Linear.FP32.add(graph, in, head.floats(name + "weight"), head.floats(name + "bias"));
    }
    graph.output(graph.named("logits", logits), DataType.FLOAT, "batch", "classes");
    return graph.model();
  }

  private String embeddings(String ids) {
    int blocks = hidden / BLOCK;
    byte[] steps = steps(words.bytes("embeddings.word_embeddings.nibbles"));
    long rows = steps.length / hidden;
    String table = graph.bytes(steps, rows, blocks, BLOCK);
    String scales =
        graph.floats(words.floats("embeddings.word_embeddings.scales"), rows, blocks, 1);
    String widened =
        graph.node("", "Cast", Map.of("to", DataType.FLOAT.getNumber()), gather(table, ids));
    String word =
        graph.node(
            "Reshape", graph.node("Mul", widened, gather(scales, ids)), graph.longs(0, 0, hidden));
    float[] positions = layers.floats("embeddings.position_embeddings.weight");
    float[] type = layers.floats("embeddings.token_type_embeddings.weight");
    for (int i = 0; i < positions.length; i++) {
      positions[i] += type[i % hidden];
    }
    String tokens = graph.node("Gather", graph.node("Shape", ids), graph.longs(1));
    String placed =
        graph.node(
            "Slice",
            graph.floats(positions, positions.length / hidden, hidden),
            graph.longs(0),
            tokens,
            graph.longs(0));
    return norm(graph.node("Add", word, placed), "embeddings.LayerNorm");
  }

  private String gather(String table, String ids) {
    return graph.node("Gather", table, ids);
  }

  /** Byte j of a block carries value j in its low four bits and value j + 16 in its high four. */
  private static byte[] steps(byte[] nibbles) {
    byte[] steps = new byte[nibbles.length * 2];
    for (int i = 0; i < nibbles.length; i++) {
      int at = i / (BLOCK / 2) * BLOCK + i % (BLOCK / 2);
      steps[at] = (byte) ((nibbles[i] & 15) - 8);
      steps[at + BLOCK / 2] = (byte) ((nibbles[i] >> 4 & 15) - 8);
    }
    return steps;
  }

  private String layer(String x, String mask, int layer, Linear linear) {
    String name = "encoder.layer." + layer + ".";
    String qkv = linear.add(graph, x, qkv(name, "weight"), qkv(name, "bias"));
    List<String> parts = graph.nodes("", "Split", Map.of("axis", -1, "num_outputs", 3), 3, qkv);
    String mixed =
        graph.node(
            Graph.MICROSOFT,
            "MultiHeadAttention",
            Map.of("num_heads", shape("heads")),
            parts.get(0),
            parts.get(1),
            parts.get(2),
            "",
            mask);
    String attended = linear(linear, mixed, name + "attention.output.dense.");
    String h = norm(graph.node("Add", x, attended), name + "attention.output.LayerNorm");
    String wide = graph.node("Gelu", linear(linear, h, name + "intermediate.dense."));
    String fed = linear(linear, wide, name + "output.dense.");
    return norm(graph.node("Add", h, fed), name + "output.LayerNorm");
  }

  private String linear(Linear form, String x, String name) {
    return form.add(graph, x, layers.floats(name + "weight"), layers.floats(name + "bias"));
  }

  private float[] qkv(String layer, String part) {
    float[] query = layers.floats(layer + "attention.self.query." + part);
    float[] joined = new float[query.length * 3];
    System.arraycopy(query, 0, joined, 0, query.length);
    System.arraycopy(
        layers.floats(layer + "attention.self.key." + part), 0, joined, query.length, query.length);
    System.arraycopy(
        layers.floats(layer + "attention.self.value." + part),
        0,
        joined,
        query.length * 2,
        query.length);
    return joined;
  }

  private String norm(String x, String name) {
    float epsilon = (float) manifest.get("encoder").get("layerNormEpsilon").asDouble();
    return graph.node(
        "",
        "LayerNormalization",
        Map.of("epsilon", epsilon),
        x,
        graph.floats(layers.floats(name + ".weight"), hidden),
        graph.floats(layers.floats(name + ".bias"), hidden));
  }

  private String pooled(String x, String mask) {
    String weights = graph.node("", "Cast", Map.of("to", DataType.FLOAT.getNumber()), mask);
    String kept = graph.node("Mul", x, graph.node("Unsqueeze", weights, graph.longs(2)));
    String sum = graph.node("", "ReduceSum", Map.of("keepdims", 0), kept, graph.longs(1));
    String tokens = graph.node("", "ReduceSum", Map.of("keepdims", 1), weights, graph.longs(1));
    return graph.node("Div", sum, tokens);
  }

  private int shape(String name) {
    return manifest.get("encoder").get(name).asInt();
  }
}
