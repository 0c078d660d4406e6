package io.tidewatch.sentiment.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The weights of an encoder and its head as a few flat arrays, by how an optimizer treats them. The
 * word table is no part of them and does not learn.
 */
final class FlatWeights {
  private final List<ScriptTensor> fields;

  /** Sorts the fields of a script, all of them float32 but the word table, into flat arrays. */
  FlatWeights(List<ScriptTensor> fields) {
    this.fields = List.copyOf(fields);
  }

  List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (WeightGroup group : WeightGroup.values()) {
      if (!of(group).isEmpty()) {
        names.add(group.parameter());
      }
    }
    return names;
  }

  List<String> buffers() {
    return fields.stream().map(ScriptTensor::name).filter(FlatWeights::isWord).toList();
  }

  /** Returns the parts of a group in the order in which they lie in its array. */
  List<ScriptTensor> of(WeightGroup group) {
    return fields.stream()
        .filter(field -> !isWord(field.name()) && WeightGroup.of(field.name()) == group)
        .toList();
  }

  /** Returns the flat parameters and the word table, as fields of a script. */
  List<ScriptTensor> fields() {
    List<ScriptTensor> flat = new ArrayList<>();
    for (WeightGroup group : WeightGroup.values()) {
      List<ScriptTensor> parts = of(group);
      if (!parts.isEmpty()) {
        flat.add(joined(group.parameter(), parts));
      }
    }
    fields.stream().filter(field -> isWord(field.name())).forEach(flat::add);
    return flat;
  }

  /** Returns the lines that cut the flat parameters into a local variable for each weight. */
  List<String> locals(String productType) {
    List<String> lines = new ArrayList<>();
    for (WeightGroup group : WeightGroup.values()) {
      List<ScriptTensor> parts = of(group);
      if (parts.isEmpty()) {
        continue;
      }
      String from = "self." + group.parameter();
      boolean cast = group == WeightGroup.PRODUCTS;
      lines.add(
          "%s = torch.split_with_sizes(%s, [%s])"
              .formatted(
                  group.parameter(),
                  cast ? "torch.to(%s, %s)".formatted(from, productType) : from,
                  parts.stream()
                      .map(part -> Long.toString(part.elements()))
                      .collect(Collectors.joining(", "))));
      for (int i = 0; i < parts.size(); i++) {
        ScriptTensor part = parts.get(i);
        String view =
            "torch.reshape(%s[%d], %s)".formatted(group.parameter(), i, part.shape().toString());
        boolean besideProduct = part.name().matches("layer_\\d+_(qkv|out|up|down)_bias");
        lines.add(
            part.name()
                + " = "
                + (besideProduct ? "torch.to(%s, %s)".formatted(view, productType) : view));
      }
    }
    return lines;
  }

  private static ScriptTensor joined(String name, List<ScriptTensor> parts) {
    long size = parts.stream().mapToLong(ScriptTensor::elements).sum();
    List<Long> shape = List.of(size);
    return new ScriptTensor(
        name,
        ElementType.F32,
        shape,
        () -> {
          ByteBuffer all =
              ByteBuffer.allocate(Math.toIntExact(size * ElementType.F32.bytes()))
                  .order(ByteOrder.LITTLE_ENDIAN);
          parts.forEach(part -> all.put(part.content().get().data().duplicate()));
          return new Tensor(name, ElementType.F32, shape, all.flip());
        });
  }

  private static boolean isWord(String name) {
    return name.startsWith("word_");
  }
}
