package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unpacks a model once into a directory that several starts share. A directory appears under its
 * final name only when it is complete, and is used again only when its checksums still hold.
 */
public final class ModelCache {
  private static final Logger log = LoggerFactory.getLogger(ModelCache.class);
  private static final String SCRIPT = "model.pt";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String CHECKSUMS = "checksums";

  /** Of the script that is written; one of another form is not used. */
  private static final int FORM = 2;

  private final Path directory;

  /** Keeps unpacked models below {@code directory}. */
  public ModelCache(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the unpacked model, verified against the checksums in its manifest.
   *
   * @param withHead whether the script ends in the head's outputs or in the pooled vector
   */
  public UnpackedModel unpack(ModelLocation location, Precision precision, boolean withHead) {
    try {
      ModelManifest manifest;
      try (InputStream in = location.open(ModelManifest.FILE)) {
        manifest = ModelManifest.read(in);
      }
      Path target = directory.resolve(key(manifest, precision, withHead));
      if (!intact(target)) {
        Files.createDirectories(directory);
        Path fresh = Files.createTempDirectory(directory, "unpacking-");
        try {
          unpack(location, manifest, precision, withHead, fresh);
          publish(fresh, target);
        } finally {
          delete(fresh);
        }
        log.atInfo()
            .addKeyValue("model", manifest.id())
            .addKeyValue("precision", precision)
            .addKeyValue("directory", target)
            .log("Model unpacked and verified");
      }
      return new UnpackedModel(
          manifest.identity(),
          target.resolve(SCRIPT),
          target.resolve(TOKENIZER),
          withHead ? new OutputMapping(manifest.classes()) : null,
          false);
    } catch (IOException e) {
      throw new ModelUnusableException(
          ("The sentiment model could not be unpacked into %s: %s. Check the space there and the"
                  + " model's files")
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Returns a classifier that was exported elsewhere; it is kept under its own checksum. */
  public UnpackedModel fetch(ModelLocation location, String name, ExternalModel external) {
    try {
      Files.createDirectories(directory);
      Path fresh = Files.createTempDirectory(directory, "fetching-");
      try {
        copy(location, ExternalModel.SCRIPT, fresh.resolve(SCRIPT));
        copy(location, ExternalModel.TOKENIZER, fresh.resolve(TOKENIZER));
        String checksum = checksum(fresh.resolve(SCRIPT));
        writeChecksums(fresh);
        Path target = directory.resolve("external-" + checksum.substring(0, 16));
        publish(fresh, target);
        List<String> classes = labels(location, external);
        ModelIdentity identity =
            new ModelIdentity(
                name + "-external-" + checksum.substring(0, 8),
                name,
                external.prefix(),
                0,
                Map.of("kind", "TorchScript classifier from elsewhere", "sha256", checksum));
        return new UnpackedModel(
            identity,
            target.resolve(SCRIPT),
            target.resolve(TOKENIZER),
            new OutputMapping(classes),
            external.tokenTypes());
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new ModelUnusableException(
          "The model cannot be fetched into %s: %s. Its folder must have %s and what that names, or %s and %s"
              .formatted(
                  directory, e, ModelManifest.FILE, ExternalModel.SCRIPT, ExternalModel.TOKENIZER),
          e);
    }
  }

  private static List<String> labels(ModelLocation location, ExternalModel external) {
    if (!external.labels().isEmpty()) {
      return external.labels();
    }
    JsonNode config;
    try (InputStream in = location.open(ExternalModel.CONFIG)) {
      config = JsonMapper.shared().readTree(in);
    } catch (IOException | JacksonException e) {
      throw new ModelUnusableException(
          "The model has no readable config.json; say what its outputs are in"
              + " tidewatch.sentiment.external.labels",
          e);
    }
    return LabelNames.classes(config)
        .orElseThrow(
            () ->
                new ModelUnusableException(
                    "The labels %s of the model are not the usual ones; say what they are, each one of %s, in tidewatch.sentiment.external.labels"
                        .formatted(config.path("id2label"), OutputMapping.CLASSES)));
  }

  private static void copy(ModelLocation location, String file, Path to) throws IOException {
    try (InputStream in = location.open(file)) {
      Files.copy(in, to);
    }
  }

  private static String key(ModelManifest manifest, Precision precision, boolean withHead) {
    MessageDigest digest = sha256();
    manifest.files().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e -> digest.update((e.getKey() + e.getValue()).getBytes(StandardCharsets.US_ASCII)));
    return "%s-%s-%s%s-%d"
        .formatted(
            manifest.name(),
            HexFormat.of().formatHex(digest.digest()).substring(0, 16),
            precision.name().toLowerCase(Locale.ROOT),
            withHead ? "" : "-pooled",
            FORM);
  }

  private void unpack(
      ModelLocation location,
      ModelManifest manifest,
      Precision precision,
      boolean withHead,
      Path fresh)
      throws IOException {
    Path words = expand(location, manifest, ModelManifest.WORD_TABLE, fresh, "words");
    Path layers = expand(location, manifest, ModelManifest.ENCODER, fresh, "layers");
    Path head = withHead ? expand(location, manifest, ModelManifest.HEAD, fresh, "head") : null;
    expand(location, manifest, ModelManifest.TOKENIZER, fresh, TOKENIZER);
    EncoderScript script =
        new EncoderScript(
            manifest.encoder(),
            Safetensors.map(words),
            Safetensors.map(layers),
            head == null ? null : Safetensors.map(head),
            manifest.headLayers());
    script.write(fresh.resolve(SCRIPT), precision);
    Files.delete(words);
    Files.delete(layers);
    if (head != null) {
      Files.delete(head);
    }
    writeChecksums(fresh);
  }

  private static void writeChecksums(Path folder) throws IOException {
    Files.writeString(
        folder.resolve(CHECKSUMS),
        checksum(folder.resolve(SCRIPT)) + "\n" + checksum(folder.resolve(TOKENIZER)) + "\n");
  }

  static Path expand(
      ModelLocation location, ModelManifest manifest, String file, Path directory, String name)
      throws IOException {
    MessageDigest digest = sha256();
    Path out = directory.resolve(name);
    try (InputStream raw = new DigestInputStream(location.open(file), digest)) {
      Files.copy(new GZIPInputStream(raw, 1 << 16), out);
      raw.transferTo(OutputStream.nullOutputStream());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(manifest.checksum(file))) {
      throw new ModelUnusableException(
          "%s has SHA-256 %s but %s asks for %s; the file is damaged or belongs to another model"
              .formatted(file, found, ModelManifest.FILE, manifest.checksum(file)));
    }
    return out;
  }

  private static boolean intact(Path target) throws IOException {
    Path checksums = target.resolve(CHECKSUMS);
    return Files.exists(checksums)
        && Files.readString(checksums)
            .equals(
                checksum(target.resolve(SCRIPT))
                    + "\n"
                    + checksum(target.resolve(TOKENIZER))
                    + "\n");
  }

  private static String checksum(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "absent";
    }
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A start beside this one may have published first; its directory is then as good as ours. */
  private static void publish(Path fresh, Path target) throws IOException {
    if (Files.exists(target) && !intact(target)) {
      delete(target);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!intact(target)) {
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
