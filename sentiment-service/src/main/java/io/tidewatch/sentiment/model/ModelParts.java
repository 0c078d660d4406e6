package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The tensors of a model directory, unpacked and verified, for a training to start from.
 *
 * @param manifest what the model says of itself
 * @param words word table
 * @param layers encoder
 * @param tokenizer tokenizer.json
 * @param head head; the encoder's tensors where the model has none
 */
public record ModelParts(
    ModelManifest manifest,
    Path tokenizer,
    Safetensors words,
    Safetensors layers,
    Safetensors head) {

  /** Unpacks the tensors into a directory. */
  public static ModelParts unpack(ModelLocation location, Path directory) throws IOException {
    Files.createDirectories(directory);
    ModelManifest manifest;
    try (InputStream in = location.open(ModelManifest.FILE)) {
      manifest = ModelManifest.read(in);
    }
    Safetensors words = open(location, manifest, ModelManifest.WORD_TABLE, directory, "words");
    Safetensors layers = open(location, manifest, ModelManifest.ENCODER, directory, "layers");
    Safetensors head =
        manifest.files().containsKey(ModelManifest.HEAD)
            ? open(location, manifest, ModelManifest.HEAD, directory, "head")
            : layers;
    Path tokenizer = file(location, manifest, ModelManifest.TOKENIZER, directory, "tokenizer.json");
    return new ModelParts(manifest, tokenizer, words, layers, head);
  }

  /** Copies the files that no training changes, word table and tokenizer, as they are. */
  public static void copyFrozen(ModelLocation from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String file : List.of(ModelManifest.WORD_TABLE, ModelManifest.TOKENIZER)) {
      try (InputStream in = from.open(file)) {
        Files.copy(in, to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Safetensors open(
      ModelLocation location, ModelManifest manifest, String file, Path directory, String name)
      throws IOException {
    return Safetensors.map(file(location, manifest, file, directory, name));
  }

  private static Path file(
      ModelLocation location, ModelManifest manifest, String file, Path directory, String name)
      throws IOException {
    Files.deleteIfExists(directory.resolve(name));
    return ModelCache.expand(location, manifest, file, directory, name);
  }
}
