package io.tidewatch.ingestion.reading;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one file, read forward once. */
public interface RecordReader extends Closeable {

  /**
   * The next record, or null at the end of the file.
   *
   * @throws UnreadableFileException if the rest of the file cannot be understood
   */
  @Nullable SourceRecord next() throws IOException;

  /** Whether the file is delimited text, so that only its first line can say what a field is. */
  default boolean delimited() {
    return false;
  }
}
