package io.tidewatch.sentiment.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A named block of numbers as it lies in a file.
 *
 * @param name dotted name of the weight
 * @param type element type
 * @param shape sizes, outermost first
 * @param data little-endian elements, row by row
 */
public record Tensor(String name, ElementType type, List<Long> shape, ByteBuffer data) {

  /** Copies the shape and checks that the data has exactly the bytes that the shape asks for. */
  public Tensor {
    shape = List.copyOf(shape);
    long wanted = elements(shape) * type.bytes();
    if (data.remaining() != wanted) {
      throw new IllegalArgumentException(
          "Tensor %s of shape %s needs %d bytes but has %d; the file is damaged"
              .formatted(name, shape, wanted, data.remaining()));
    }
  }

  /** Returns a float32 tensor of the given values. */
  public static Tensor ofFloats(String name, List<Long> shape, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Tensor(name, ElementType.F32, shape, bytes);
  }

  /** Returns the number of elements. */
  public long elements() {
    return elements(shape);
  }

  /** Returns the elements as 32-bit floats, whatever float type they are stored in. */
  public float[] floats() {
    ByteBuffer in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] out = new float[Math.toIntExact(elements())];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (type) {
            case F32 -> in.getFloat();
            case F16 -> Float.float16ToFloat(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
            case U8 -> throw new IllegalStateException("Tensor %s holds bytes".formatted(name));
          };
    }
    return out;
  }

  /** Returns the same values in another float type; rounding is to nearest even. */
  public Tensor as(ElementType wanted) {
    if (wanted == type) {
      return this;
    }
    float[] values = floats();
    ByteBuffer out =
        ByteBuffer.allocate(values.length * wanted.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (wanted) {
        case F32 -> out.putFloat(value);
        case F16 -> out.putShort(Float.floatToFloat16(value));
        case BF16 -> out.putShort(bfloat16(value));
        case U8 -> throw new IllegalArgumentException("Floats are not stored as bytes");
      }
    }
    return new Tensor(name, wanted, shape, out.flip());
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }

  private static long elements(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
