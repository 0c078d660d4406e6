package io.tidewatch.churn.forest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that scoring needs of a fitted pipeline; kept beside Spark's own files as {@value
 * #FILE}.
 *
 * @param format of the file, {@value #FORMAT}
 */
public record ForestParameters(
    int format, String model, String version, Encoding encoding, List<Tree> trees) {
  public static final int FORMAT = 1;
  public static final String FILE = "scorer.json.gz";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ForestParameters {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "scorer file of %s has format %d, this service reads %d; train the model again"
              .formatted(version, format, FORMAT));
    }
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("the forest of " + version + " has no tree");
    }
  }

  /** Writes the file and closes the stream; numbers keep every bit. */
  public void write(OutputStream out) throws IOException {
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      JSON.writeValue(zipped, this);
    }
  }

  /** What {@link #write} wrote; closes the stream. */
  public static ForestParameters read(InputStream in) throws IOException {
    try (InputStream plain = new GZIPInputStream(new BufferedInputStream(in))) {
      return JSON.readValue(plain, ForestParameters.class);
    }
  }
}
