package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a model directory: the base encoder split and compressed, a head, and the manifest. */
public final class ModelPackage {
  private final Path directory;

  /** Writes into {@code directory}, which is made if need be. */
  public ModelPackage(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** Packs encoder weights, word table and tokenizer from a HuggingFace style directory. */
  public void packBase(Path base) throws IOException {
    List<Tensor> all = Safetensors.map(base.resolve("model.safetensors")).tensors();
    Predicate<Tensor> ofWordTable = tensor -> tensor.name().contains("word_embeddings");
    writeTensors(ModelManifest.WORD_TABLE, all.stream().filter(ofWordTable).toList());
    writeTensors(ModelManifest.ENCODER, all.stream().filter(ofWordTable.negate()).toList());
    compress(base.resolve("tokenizer.json"), ModelManifest.TOKENIZER);
  }

  /** Writes the encoder's layers. */
  public void writeEncoder(List<Tensor> encoder) throws IOException {
    writeTensors(ModelManifest.ENCODER, encoder);
  }

  /** Writes the head's layers. */
  public void writeHead(List<Tensor> head) throws IOException {
    writeTensors(ModelManifest.HEAD, head);
  }

  /** Writes the manifest with the checksums of the files that are there. */
  public ModelManifest writeManifest(ModelManifest draft) throws IOException {
    Map<String, String> checksums = new LinkedHashMap<>();
    for (String file :
        List.of(
            ModelManifest.WORD_TABLE,
            ModelManifest.ENCODER,
            ModelManifest.TOKENIZER,
            ModelManifest.HEAD)) {
      if (Files.exists(directory.resolve(file))) {
        checksums.put(file, checksum(directory.resolve(file)));
      }
    }
    ModelManifest manifest =
        new ModelManifest(
            draft.name(),
            draft.version(),
            draft.encoder(),
            draft.prefix(),
            draft.maxTokens(),
            draft.headLayers(),
            draft.classes(),
            checksums,
            draft.facts());
    JsonMapper json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    Files.writeString(
        directory.resolve(ModelManifest.FILE), json.writeValueAsString(manifest) + "\n");
    return manifest;
  }

  private void writeTensors(String file, List<Tensor> tensors) throws IOException {
    Path plain = Files.createTempFile(directory, "packing-", ".safetensors");
    try {
      Safetensors.write(plain, tensors);
      compress(plain, file);
    } finally {
      Files.delete(plain);
    }
  }

  private void compress(Path from, String file) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = new BestGzip(Files.newOutputStream(directory.resolve(file)))) {
      in.transferTo(out);
    }
  }

  private static String checksum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      in.transferTo(new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    private BestGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
