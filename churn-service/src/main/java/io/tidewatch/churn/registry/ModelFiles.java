package io.tidewatch.churn.registry;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.forest.ForestParameters;
import io.tidewatch.lake.Lake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;
import org.springframework.stereotype.Component;

/**
 * The files of model versions, under {@code models/<model>/<version>/} of the warehouse: Spark's
 * saved pipeline in {@code pipeline/} and the scorer file beside it. Written through the lake's
 * FileIO, so that {@code file:} and {@code gs:} need the same code.
 */
@Component
public class ModelFiles {
  private final Lake lake;

  ModelFiles(Lake lake) {
    this.lake = lake;
  }

  /** The full address of a version's folder. */
  public String location(ChurnModel model, String version) {
    return lake.location("models/" + model.wireName() + "/" + version);
  }

  /** Stores a pipeline that Spark has saved to a local folder, and the scorer file. */
  public void store(String location, Path pipeline, ForestParameters scorer) {
    try (FileIO files = lake.files();
        Stream<Path> tree = Files.walk(pipeline)) {
      List<Path> saved =
          tree.filter(Files::isRegularFile)
              .filter(f -> !f.getFileName().toString().endsWith(".crc"))
              .toList();
      for (Path file : saved) {
        String name = pipeline.relativize(file).toString().replace('\\', '/');
        try (OutputStream out =
            files.newOutputFile(location + "/pipeline/" + name).createOrOverwrite()) {
          Files.copy(file, out);
        }
      }
      // last, so that a version with a scorer file is a whole one
      scorer.write(files.newOutputFile(location + "/" + ForestParameters.FILE).createOrOverwrite());
    } catch (IOException e) {
      throw new UncheckedIOException("model files were not stored in " + location, e);
    }
  }

  /** The scorer file of a version. */
  public ForestParameters scorer(String location) {
    try (FileIO files = lake.files();
        InputStream in = files.newInputFile(location + "/" + ForestParameters.FILE).newStream()) {
      return ForestParameters.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("scorer file cannot be read from " + location, e);
    }
  }
}
