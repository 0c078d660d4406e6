package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.EncoderShape;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.ModelPackage;
import io.tidewatch.sentiment.model.OutputMapping;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the model that a training starts from. */
final class StartingModel {
  static final EncoderShape E5_SMALL = new EncoderShape(12, 384, 12, 1536, 512, 1e-12);
  static final List<String> CLASSES = OutputMapping.CLASSES;
  private static final int MAX_TOKENS = 128;

  private final Path work;

  StartingModel(Path work) {
    this.work = work;
  }

  /**
   * Returns a base encoder, packed below the work directory, else a model directory, else the model
   * that the service ships.
   */
  ModelLocation locate(@Nullable Path base, @Nullable Path from) throws IOException {
    if (base != null && from != null) {
      throw new IllegalArgumentException("--base and --from name two starts; give one of them");
    }
    if (base != null) {
      return packed(base);
    }
    return from == null ? StartingModel::shipped : ModelLocation.directory(from);
  }

  static InputStream shipped(String file) throws IOException {
    InputStream in = StartingModel.class.getResourceAsStream("/model/" + file);
    if (in == null) {
      throw new FileNotFoundException("No model is shipped here: /model/%s".formatted(file));
    }
    return in;
  }

  private ModelLocation packed(Path base) throws IOException {
    Path target = work.resolve("base");
    if (!Files.exists(target.resolve(ModelManifest.FILE))) {
      ModelPackage files = new ModelPackage(target);
      files.packBase(base);
      files.writeManifest(
          new ModelManifest(
              "base", "0", E5_SMALL, "query: ", MAX_TOKENS, 0, CLASSES, Map.of(), Map.of()));
    }
    return ModelLocation.directory(target);
  }
}
