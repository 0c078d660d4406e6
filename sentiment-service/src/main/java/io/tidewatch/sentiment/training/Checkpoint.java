package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.ElementType;
import io.tidewatch.sentiment.model.Safetensors;
import io.tidewatch.sentiment.model.Tensor;
import io.tidewatch.sentiment.model.WeightGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a fine-tuning needs to go on, in one file that appears whole or not at all.
 *
 * @param fixed settings that the run was started with
 * @param progress where it stands
 * @param values weights
 * @param optimizers moments; empty where the file only keeps the weights of the best look
 */
record Checkpoint(
    Map<String, String> fixed,
    Progress progress,
    Map<WeightGroup, float[]> values,
    Map<WeightGroup, AdamW> optimizers) {

  /** The part that is no array. */
  private record State(Map<String, String> fixed, Progress progress) {}

  void write(Path file) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    byte[] state = JsonMapper.shared().writeValueAsBytes(new State(fixed, progress));
    tensors.add(
        new Tensor("state", ElementType.U8, List.of((long) state.length), ByteBuffer.wrap(state)));
    values.forEach((group, array) -> tensors.add(tensor(group, "value", array)));
    optimizers.forEach(
        (group, optimizer) -> {
          tensors.add(tensor(group, "first", optimizer.first()));
          tensors.add(tensor(group, "second", optimizer.second()));
        });
    Path fresh = file.resolveSibling(file.getFileName() + ".part");
    Safetensors.write(fresh, tensors);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Checkpoint read(Path file) throws IOException {
    Safetensors tensors = Safetensors.map(file);
    ByteBuffer data = tensors.tensor("state").data().duplicate();
    byte[] json = new byte[data.remaining()];
    data.get(json);
    State state = JsonMapper.shared().readValue(json, State.class);
    Map<WeightGroup, float[]> values = new EnumMap<>(WeightGroup.class);
    Map<WeightGroup, AdamW> optimizers = new EnumMap<>(WeightGroup.class);
    List<String> names = tensors.tensors().stream().map(Tensor::name).toList();
    for (WeightGroup group : WeightGroup.values()) {
      if (names.contains(name(group, "value"))) {
        values.put(group, tensors.tensor(name(group, "value")).floats());
      }
      if (names.contains(name(group, "first"))) {
        optimizers.put(
            group,
            new AdamW(
                tensors.tensor(name(group, "first")).floats(),
                tensors.tensor(name(group, "second")).floats()));
      }
    }
    return new Checkpoint(state.fixed(), state.progress(), values, optimizers);
  }

  /** Refuses to go on under settings that are not those of the checkpoint. */
  void requireSame(Map<String, String> wanted, Path file) {
    TreeSet<String> names = new TreeSet<>(fixed.keySet());
    names.addAll(wanted.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String before = fixed.getOrDefault(name, "nothing");
      String now = wanted.getOrDefault(name, "nothing");
      if (!before.equals(now)) {
        differences.add("%s was %s and is now %s".formatted(name, before, now));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "%s belongs to a training with other settings (%s); give the same ones to go on with it, or another --work to start afresh"
              .formatted(file, String.join(", ", differences)));
    }
  }

  private static Tensor tensor(WeightGroup group, String part, float[] values) {
    return Tensor.ofFloats(name(group, part), List.of((long) values.length), values);
  }

  private static String name(WeightGroup group, String part) {
    return group.parameter() + '.' + part;
  }
}
