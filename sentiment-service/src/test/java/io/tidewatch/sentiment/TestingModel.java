package io.tidewatch.sentiment;

import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import java.nio.file.Path;
import java.util.Objects;

/** The shipped model, unpacked once into the build directory for all tests. */
public final class TestingModel {
  /** Where tests keep unpacked models and native libraries. */
  public static final Path CACHE = Path.of("target/sentiment-cache");

  private TestingModel() {}

  /** The files that the service ships. */
  public static ModelLocation shipped() {
    return file ->
        Objects.requireNonNull(
            TestingModel.class.getResourceAsStream("/model/" + file), "no model file " + file);
  }

  /** The shipped model, loaded; close it. */
  public static TextModel load(Precision precision, boolean withHead) {
    return TextModel.load(new ModelCache(CACHE).unpack(shipped(), precision, withHead), 128, CACHE);
  }
}
