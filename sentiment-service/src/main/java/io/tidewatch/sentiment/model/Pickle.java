package io.tidewatch.sentiment.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few opcodes of pickle protocol 2 that a TorchScript archive needs. */
final class Pickle {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    opcodes(0x80, 2);
  }

  Pickle global(String module, String name) {
    opcodes('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    opcodes('X');
    int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickle bool(boolean value) {
    return opcodes(value ? 0x88 : 0x89);
  }

  Pickle none() {
    return opcodes('N');
  }

  Pickle emptyTuple() {
    return opcodes(')');
  }

  /** Makes an object of the class on the stack and opens its state dictionary. */
  Pickle newObjectWithState() {
    return opcodes(')', 0x81, '}', '(');
  }

  /** Closes the dictionary and hands it to the object. */
  Pickle endState() {
    return opcodes('u', 'b');
  }

  /** Refers to the raw storage {@code index} as a tensor of the given type and shape. */
  Pickle tensor(int index, ScriptTensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2").opcodes('(', '(');
    string("storage").global("torch", tensor.type().torchStorage());
    string(Integer.toString(index)).string("cpu").integer(tensor.elements()).opcodes('t', 'Q');
    integer(0);
    tuple(tensor.shape());
    tuple(strides(tensor.shape()));
    bool(false).global("collections", "OrderedDict");
    return opcodes(')', 'R', 't', 'R');
  }

  byte[] stop() {
    opcodes('.');
    return out.toByteArray();
  }

  private static List<Long> strides(List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape.get(i);
    }
    return List.of(strides);
  }

  private void tuple(List<Long> values) {
    opcodes('(');
    values.forEach(this::integer);
    opcodes('t');
  }

  private Pickle integer(long value) {
    opcodes('J');
    int32(Math.toIntExact(value));
    return this;
  }

  private void int32(int value) {
    opcodes(value & 255, value >> 8 & 255, value >> 16 & 255, value >>> 24);
  }

  private Pickle opcodes(int... codes) {
    for (int code : codes) {
      out.write(code);
    }
    return this;
  }
}
