package io.tidewatch.sentiment.model;

/** The number types that occur in model files; the constants carry their safetensors names. */
public enum ElementType {
  /** Unsigned byte. */
  U8(1, "ByteStorage"),
  /** IEEE half precision. */
  F16(2, "HalfStorage"),
  /** Brain float: the upper half of a float32. */
  BF16(2, "BFloat16Storage"),
  /** IEEE single precision. */
  F32(4, "FloatStorage");

  private final int bytes;
  private final String torchStorage;

  ElementType(int bytes, String torchStorage) {
    this.bytes = bytes;
    this.torchStorage = torchStorage;
  }

  int bytes() {
    return bytes;
  }

  String torchStorage() {
    return torchStorage;
  }
}
