package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An encoder with a head whose weights learn, and the way back into the files of a model. */
public final class TrainableModel {
  private static final Pattern LAYER = Pattern.compile("layer_(\\d+)_(\\w+)_(weight|bias)");
  private static final Pattern HEAD = Pattern.compile("head_(\\d+)_(weight|bias)");
  private static final List<String> ATTENTION = List.of("query", "key", "value");
  private static final Map<String, String> PARTS =
      Map.of(
          "qkv", "attention.self.%s",
          "out", "attention.output.dense",
          "up", "intermediate.dense",
          "down", "output.dense",
          "out_norm", "attention.output.LayerNorm",
          "down_norm", "output.LayerNorm");

  private final EncoderScript script;
  private final FlatWeights flat;

  /**
   * Starts from the tensors of a model.
   *
   * @param head layers of the head, as {@code head.0.weight} and so on
   * @param headLayers number of them
   */
  public TrainableModel(
      EncoderShape shape, Safetensors words, Safetensors layers, Safetensors head, int headLayers) {
    this.script = new EncoderScript(shape, words, layers, head, headLayers);
    this.flat = script.flat();
  }

  /**
   * Writes the TorchScript archive of the model; one parameter for each {@link WeightGroup}.
   *
   * @param dropout share of the pooled vector that a training step drops
   */
  public void write(Path file, Precision precision, double dropout) throws IOException {
    script.writeTrainable(file, precision, dropout);
  }

  /** Returns the weights that it starts from, as the flat arrays of the groups. */
  public Map<WeightGroup, float[]> start() {
    Map<WeightGroup, float[]> values = new EnumMap<>(WeightGroup.class);
    for (ScriptTensor field : flat.fields()) {
      for (WeightGroup group : WeightGroup.values()) {
        if (field.name().equals(group.parameter())) {
          values.put(group, field.content().get().floats());
        }
      }
    }
    return values;
  }

  /** Returns the encoder's tensors under their names in model files, in half precision. */
  public List<Tensor> encoder(Map<WeightGroup, float[]> values) {
    List<Tensor> tensors = new ArrayList<>();
    for (WeightGroup group : List.of(WeightGroup.OFFSETS, WeightGroup.PRODUCTS)) {
      cut(group, values).forEach(tensor -> addEncoder(tensors, tensor));
    }
    return tensors.stream().map(tensor -> tensor.as(ElementType.F16)).toList();
  }

  /** Returns the head's tensors under their names in model files. */
  public List<Tensor> head(Map<WeightGroup, float[]> values) {
    List<Tensor> tensors = new ArrayList<>();
    for (WeightGroup group : List.of(WeightGroup.HEAD_PRODUCTS, WeightGroup.HEAD_OFFSETS)) {
      for (Tensor tensor : cut(group, values)) {
        Matcher name = HEAD.matcher(tensor.name());
        if (name.matches()) {
          tensors.add(renamed(tensor, "head." + name.group(1) + "." + name.group(2)));
        }
      }
    }
    return tensors;
  }

  private List<Tensor> cut(WeightGroup group, Map<WeightGroup, float[]> values) {
    float[] all = values.getOrDefault(group, new float[0]);
    List<Tensor> tensors = new ArrayList<>();
    int at = 0;
    for (ScriptTensor part : flat.of(group)) {
      int end = at + Math.toIntExact(part.elements());
      tensors.add(Tensor.ofFloats(part.name(), part.shape(), Arrays.copyOfRange(all, at, end)));
      at = end;
    }
    return tensors;
  }

  private static void addEncoder(List<Tensor> to, Tensor tensor) {
    Matcher name = LAYER.matcher(tensor.name());
    if (!name.matches()) {
      to.add(renamed(tensor, embedding(tensor.name())));
      return;
    }
    String form =
        "encoder.layer.%s.%s.%s"
            .formatted(name.group(1), PARTS.getOrDefault(name.group(2), "?"), name.group(3));
    if (!name.group(2).equals("qkv")) {
      to.add(renamed(tensor, form));
      return;
    }
    List<Long> shape = new ArrayList<>(tensor.shape());
    shape.set(0, shape.getFirst() / ATTENTION.size());
    float[] values = tensor.floats();
    int size = values.length / ATTENTION.size();
    for (int i = 0; i < ATTENTION.size(); i++) {
      to.add(
          Tensor.ofFloats(
              form.formatted(ATTENTION.get(i)),
              shape,
              Arrays.copyOfRange(values, i * size, (i + 1) * size)));
    }
  }

  private static String embedding(String name) {
    return switch (name) {
      case "position_weight" -> "embeddings.position_embeddings.weight";
      case "token_type_weight" -> "embeddings.token_type_embeddings.weight";
      case "embedding_norm_weight" -> "embeddings.LayerNorm.weight";
      case "embedding_norm_bias" -> "embeddings.LayerNorm.bias";
      default -> throw new IllegalStateException("No file has a weight " + name);
    };
  }

  private static Tensor renamed(Tensor tensor, String name) {
    return new Tensor(name, tensor.type(), tensor.shape(), tensor.data());
  }
}
