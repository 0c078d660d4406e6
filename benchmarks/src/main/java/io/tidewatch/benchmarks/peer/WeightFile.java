package io.tidewatch.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tensors of a gzipped safetensors file, as floats or as the bytes that they are. */
final class WeightFile {
  private final JsonNode header;
  private final ByteBuffer data;

  private WeightFile(JsonNode header, ByteBuffer data) {
    this.header = header;
    this.data = data;
  }

  static WeightFile read(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteBuffer all = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[Math.toIntExact(all.getLong())];
      all.get(header);
      return new WeightFile(JsonMapper.shared().readTree(header), all.slice());
    }
  }

  float[] floats(String name) {
    ByteBuffer bytes = slice(name);
    String type = header.get(name).get("dtype").asString();
    float[] values = new float[bytes.remaining() / (type.equals("F32") ? 4 : 2)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "F32" -> bytes.getFloat();
            case "F16" -> Float.float16ToFloat(bytes.getShort());
            default -> throw new IllegalArgumentException(name + " has elements of type " + type);
          };
    }
    return values;
  }

  byte[] bytes(String name) {
    ByteBuffer from = slice(name);
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }

  private ByteBuffer slice(String name) {
    JsonNode entry = header.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("the model file has no tensor " + name);
    }
    int start = Math.toIntExact(entry.get("data_offsets").get(0).asLong());
    int end = Math.toIntExact(entry.get("data_offsets").get(1).asLong());
    return data.slice(start, end - start).order(ByteOrder.LITTLE_ENDIAN);
  }
}
