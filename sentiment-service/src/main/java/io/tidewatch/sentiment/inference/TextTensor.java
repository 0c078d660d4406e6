package io.tidewatch.sentiment.inference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** The texts of a request: tensor {@code text} of BYTES, shape [n] or [n, 1]. */
final class TextTensor {
  static final String NAME = "text";
  static final String DATATYPE = "BYTES";

  private TextTensor() {}

  /** Returns the texts, or refuses the request with the field that is wrong. */
  static List<String> texts(InferRequest request, int most) {
    if (request.inputs() == null || request.inputs().size() != 1) {
      throw InferenceRefusedException.bad("inputs must be one tensor, '%s'", NAME);
    }
    InferRequest.Input input = request.inputs().getFirst();
    if (input == null || !NAME.equals(input.name())) {
      throw InferenceRefusedException.bad("inputs[0].name must be '%s'", NAME);
    }
    if (!DATATYPE.equals(input.datatype())) {
      throw InferenceRefusedException.bad("inputs[0].datatype must be %s", DATATYPE);
    }
    if (input.data() == null || !input.data().isArray()) {
      throw InferenceRefusedException.bad(
          "inputs[0].data must be an array of strings; binary tensor data is not supported");
    }
    List<String> texts = new ArrayList<>();
    add(input.data(), "inputs[0].data", texts, 0);
    checkShape(input.shape(), texts.size());
    if (texts.size() > most) {
      throw new InferenceRefusedException(
          HttpStatus.CONTENT_TOO_LARGE,
          "inputs[0].data has %d texts and the limit is %d; send it in parts"
              .formatted(texts.size(), most));
    }
    return texts;
  }

  private static void add(JsonNode data, String path, List<String> to, int depth) {
    for (int i = 0; i < data.size(); i++) {
      JsonNode element = data.get(i);
      String at = path + "[" + i + "]";
      if (element.isArray() && depth == 0) {
        if (element.size() != 1) {
          throw InferenceRefusedException.bad("%s has %d elements, not 1", at, element.size());
        }
        add(element, at, to, 1);
      } else if (element.isString()) {
        to.add(element.asString());
      } else {
        throw InferenceRefusedException.bad("%s must be a string", at);
      }
    }
  }

  private static void checkShape(@Nullable List<@Nullable Long> shape, int texts) {
    boolean vector = shape != null && shape.size() == 1;
    boolean column = shape != null && shape.size() == 2 && Long.valueOf(1).equals(shape.getLast());
    if (shape == null || !(vector || column)) {
      throw InferenceRefusedException.bad("inputs[0].shape must be [n] or [n, 1]");
    }
    if (!Long.valueOf(texts).equals(shape.getFirst())) {
      throw InferenceRefusedException.bad(
          "inputs[0].shape says %s texts and inputs[0].data has %d", shape.getFirst(), texts);
    }
  }
}
