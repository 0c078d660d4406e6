package io.tidewatch.sentiment.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of a model are read from. */
@FunctionalInterface
public interface ModelLocation {

  /** Opens one file of the model. */
  InputStream open(String file) throws IOException;

  /** Returns the model in a directory. */
  static ModelLocation directory(Path directory) {
    return file -> Files.newInputStream(directory.resolve(file));
  }
}
