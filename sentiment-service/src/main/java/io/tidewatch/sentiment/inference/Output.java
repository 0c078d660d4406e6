package io.tidewatch.sentiment.inference;

import io.tidewatch.sentiment.scoring.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The tensors that an answer can have. */
enum Output {
  /** The five classes' probabilities, from one star to five. */
  PROBABILITIES("probabilities", "FP64", List.of(-1, 5)),
  /** The most probable class. */
  LABEL("label", "BYTES", List.of(-1));

  private final String wireName;
  private final String datatype;
  private final List<Integer> shape;

  Output(String wireName, String datatype, List<Integer> shape) {
    this.wireName = wireName;
    this.datatype = datatype;
    this.shape = shape;
  }

  /** A tensor of an answer. */
  record Tensor(String name, String datatype, List<Integer> shape, List<?> data) {}

  /** A tensor in words; -1 is a size that depends on the request. */
  record Description(String name, String datatype, List<Integer> shape) {}

  static Set<Output> wanted(InferRequest request) {
    if (request.outputs() == null || request.outputs().isEmpty()) {
      return EnumSet.allOf(Output.class);
    }
    Set<Output> wanted = EnumSet.noneOf(Output.class);
    for (int i = 0; i < request.outputs().size(); i++) {
      InferRequest.Wanted one = request.outputs().get(i);
      String name = one == null ? "" : Objects.requireNonNullElse(one.name(), "");
      int at = i;
      wanted.add(
          Arrays.stream(values())
              .filter(output -> output.wireName.equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      InferenceRefusedException.bad(
                          "outputs[%d].name is '%s' and can be 'probabilities' or 'label'",
                          at, name)));
    }
    return wanted;
  }

  Description description() {
    return new Description(wireName, datatype, shape);
  }

  Tensor of(List<Scored> scored) {
    List<Integer> sizes = new ArrayList<>(shape);
    sizes.set(0, scored.size());
    return new Tensor(wireName, datatype, sizes, data(scored));
  }

  private List<?> data(List<Scored> scored) {
    return switch (this) {
      case PROBABILITIES ->
          scored.stream().flatMap(one -> one.probabilities().values().stream()).toList();
      case LABEL -> scored.stream().map(one -> one.sentiment().wireName()).toList();
    };
  }
}
