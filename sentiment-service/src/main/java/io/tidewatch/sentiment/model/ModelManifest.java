package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code model.json} says about a model directory.
 *
 * @param name short name, part of the model version
 * @param version version without the checksum
 * @param encoder sizes of the encoder
 * @param prefix put before every text, as the encoder was trained with it
 * @param maxTokens longest sequence the head was trained on
 * @param headLayers linear layers after the mean pooling
 * @param classes labels in the order of the model's outputs
 * @param files SHA-256 of each file beside the manifest, hexadecimal, by file name
 * @param facts figures and provenance for people, as in the model card
 */
public record ModelManifest(
    String name,
    String version,
    EncoderShape encoder,
    String prefix,
    int maxTokens,
    int headLayers,
    List<String> classes,
    Map<String, String> files,
    Map<String, Object> facts) {

  /** Name of the manifest in a model directory. */
  public static final String FILE = "model.json";

  /** Name of the file with the 4-bit word table. */
  public static final String WORD_TABLE = "word-table.safetensors.gz";

  /** Name of the file with the transformer layers. */
  public static final String ENCODER = "encoder.safetensors.gz";

  /** Name of the file with the classification head. */
  public static final String HEAD = "head.safetensors.gz";

  /** Name of the tokenizer's file. */
  public static final String TOKENIZER = "tokenizer.json.gz";

  /** Copies the collections. */
  public ModelManifest {
    classes = List.copyOf(classes);
    files = Map.copyOf(files);
    facts = Map.copyOf(facts);
  }

  /** Returns the manifest in the stream. */
  public static ModelManifest read(InputStream in) throws IOException {
    return JsonMapper.shared().readValue(in, ModelManifest.class);
  }

  /** Returns the version that answers carry: name, version and the start of a checksum. */
  public String id() {
    String last = files.containsKey(HEAD) ? HEAD : ENCODER;
    return "%s-%s-%s".formatted(name, version, checksum(last).substring(0, 8));
  }

  /** Returns what the service tells about the model. */
  public ModelIdentity identity() {
    return new ModelIdentity(id(), name, prefix, maxTokens, facts);
  }

  /** Returns the SHA-256 that the file must have. */
  public String checksum(String file) {
    String checksum = files.get(file);
    if (checksum == null) {
      throw new ModelUnusableException(
          "%s of model %s %s names no checksum for %s; pack the model again"
              .formatted(FILE, name, version, file));
    }
    return checksum;
  }
}
