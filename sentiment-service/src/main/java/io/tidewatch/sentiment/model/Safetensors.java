package io.tidewatch.sentiment.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tensors of a safetensors file: eight bytes of header length, a JSON header, then the data.
 */
public final class Safetensors {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST_HEADER_BYTES = 16 << 20;

  private final SequencedMap<String, Tensor> tensors;

  private Safetensors(SequencedMap<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /** Returns the tensors of a file; their data stays in the file and is mapped, not read. */
  public static Safetensors map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      all.order(ByteOrder.LITTLE_ENDIAN);
      long headerBytes = all.remaining() < 8 ? -1 : all.getLong();
      if (headerBytes < 2 || headerBytes > Math.min(all.remaining(), LARGEST_HEADER_BYTES)) {
        throw new IOException(
            "%s is not a safetensors file: its header claims %d bytes"
                .formatted(file.getFileName(), headerBytes));
      }
      byte[] header = new byte[(int) headerBytes];
      all.get(header);
      return new Safetensors(parse(JSON.readTree(header), all.slice()));
    }
  }

  /** Writes the tensors, in the given order, as one safetensors file. */
  public static void write(Path file, List<Tensor> tensors) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    long offset = 0;
    for (Tensor tensor : tensors) {
      long end = offset + tensor.data().remaining();
      header.put(
          tensor.name(), new Entry(tensor.type().name(), tensor.shape(), List.of(offset, end)));
      offset = end;
    }
    byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).flip();
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(out, length);
      writeFully(out, ByteBuffer.wrap(json));
      for (Tensor tensor : tensors) {
        writeFully(out, tensor.data().duplicate());
      }
    }
  }

  /** Returns the tensor of that name. */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "The model file has no tensor %s; it has %d others".formatted(name, tensors.size()));
    }
    return tensor;
  }

  /** Returns every tensor in file order. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors.values());
  }

  private static SequencedMap<String, Tensor> parse(JsonNode header, ByteBuffer data) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
              }
            });
    return tensors;
  }

  private static Tensor tensor(String name, JsonNode description, ByteBuffer data) {
    List<Long> shape = new ArrayList<>();
    description.get("shape").forEach(size -> shape.add(size.asLong()));
    int start = Math.toIntExact(description.get("data_offsets").get(0).asLong());
    int end = Math.toIntExact(description.get("data_offsets").get(1).asLong());
    return new Tensor(
        name,
        ElementType.valueOf(description.get("dtype").asString()),
        shape,
        data.slice(start, end - start).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A tensor in the header, its fields named and ordered as the format has them. */
  @JsonPropertyOrder({"dtype", "shape", "data_offsets"})
  private record Entry(
      @JsonProperty("dtype") String type,
      @JsonProperty("shape") List<Long> shape,
      @JsonProperty("data_offsets") List<Long> offsets) {}

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
