package io.tidewatch.sentiment.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * A field of a TorchScript module.
 *
 * @param name attribute name in the source
 * @param type element type that {@code content} yields
 * @param shape sizes, outermost first
 * @param content the data, made when it is written so that one tensor at a time is in memory
 */
record ScriptTensor(String name, ElementType type, List<Long> shape, Supplier<Tensor> content) {

  static ScriptTensor of(String name, Tensor tensor, ElementType type) {
    return new ScriptTensor(name, type, tensor.shape(), () -> tensor.as(type));
  }

  long elements() {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
