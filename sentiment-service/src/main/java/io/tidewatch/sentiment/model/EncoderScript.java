package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the tensors of a model, under their HuggingFace names, into a TorchScript archive. */
final class EncoderScript {
  private final EncoderShape shape;
  private final Safetensors words;
  private final Safetensors layers;
  private final @Nullable Safetensors head;
  private final int headLayers;

  EncoderScript(
      EncoderShape shape,
      Safetensors words,
      Safetensors layers,
      @Nullable Safetensors head,
      int headLayers) {
    this.shape = shape;
    this.words = words;
    this.layers = layers;
    this.head = head;
    this.headLayers = head == null ? 0 : headLayers;
  }

  void write(Path file, Precision precision) throws IOException {
    List<ScriptTensor> fields = fields(precision.weights());
    String source =
        BertScript.source(
            shape, precision, headLayers, fields.stream().map(ScriptTensor::name).toList());
    TorchScriptArchive.write(file, source, fields);
  }

  /** Writes a script whose weights can learn. */
  void writeTrainable(Path file, Precision precision, double dropout) throws IOException {
    FlatWeights flat = flat();
    TorchScriptArchive.write(
        file,
        BertScript.trainableSource(shape, precision, headLayers, dropout, flat),
        flat.fields());
  }

  /** Returns the weights as a few flat arrays. */
  FlatWeights flat() {
    return new FlatWeights(fields(ElementType.F32));
  }

  private List<ScriptTensor> fields(ElementType products) {
    List<ScriptTensor> fields = new ArrayList<>();
    fields.add(
        ScriptTensor.of(
            "word_nibbles", words.tensor("embeddings.word_embeddings.nibbles"), ElementType.U8));
    fields.add(
        ScriptTensor.of(
            "word_scales", words.tensor("embeddings.word_embeddings.scales"), ElementType.F16));
    exact(fields, "position_weight", "embeddings.position_embeddings.weight");
    exact(fields, "token_type_weight", "embeddings.token_type_embeddings.weight");
    norm(fields, "embedding_norm", "embeddings.LayerNorm");
    for (int i = 0; i < shape.layers(); i++) {
      String to = "layer_" + i + "_";
      String from = "encoder.layer." + i + ".";
      for (String part : List.of("weight", "bias")) {
        fields.add(
            concatenated(
                to + "qkv_" + part,
                Stream.of("query", "key", "value")
                    .map(name -> layers.tensor(from + "attention.self." + name + "." + part))
                    .toList(),
                products));
        linear(fields, to + "out_" + part, from + "attention.output.dense." + part, products);
        linear(fields, to + "up_" + part, from + "intermediate.dense." + part, products);
        linear(fields, to + "down_" + part, from + "output.dense." + part, products);
      }
      norm(fields, to + "out_norm", from + "attention.output.LayerNorm");
      norm(fields, to + "down_norm", from + "output.LayerNorm");
    }
    if (head != null) {
      for (int i = 0; i < headLayers; i++) {
        for (String part : List.of("weight", "bias")) {
          Tensor tensor = head.tensor("head." + i + "." + part);
          fields.add(ScriptTensor.of("head_" + i + "_" + part, tensor, ElementType.F32));
        }
      }
    }
    return fields;
  }

  private void norm(List<ScriptTensor> fields, String to, String from) {
    exact(fields, to + "_weight", from + ".weight");
    exact(fields, to + "_bias", from + ".bias");
  }

  private void exact(List<ScriptTensor> fields, String to, String from) {
    linear(fields, to, from, ElementType.F32);
  }

  private void linear(List<ScriptTensor> fields, String to, String from, ElementType type) {
    fields.add(ScriptTensor.of(to, layers.tensor(from), type));
  }

  private static ScriptTensor concatenated(String name, List<Tensor> parts, ElementType type) {
    List<Long> shape = new ArrayList<>(parts.getFirst().shape());
    shape.set(0, parts.stream().mapToLong(part -> part.shape().getFirst()).sum());
    return new ScriptTensor(
        name,
        type,
        shape,
        () -> {
          List<Tensor> converted = parts.stream().map(part -> part.as(type)).toList();
          ByteBuffer joined =
              ByteBuffer.allocate(
                  converted.stream().mapToInt(part -> part.data().remaining()).sum());
          converted.forEach(part -> joined.put(part.data().duplicate()));
          return new Tensor(name, type, shape, joined.flip());
        });
  }
}
