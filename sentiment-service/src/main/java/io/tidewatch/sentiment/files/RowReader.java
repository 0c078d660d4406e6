package io.tidewatch.sentiment.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of a file, one by one. Bytes that are no UTF-8 become U+FFFD. */
interface RowReader extends Closeable {

  /** Returns the next row; null after the last. */
  @Nullable Row next() throws IOException;

  /**
   * Opens a file.
   *
   * @throws UnusableFileException if its header lacks the text's column
   */
  static RowReader open(
      InputStream in, FileFormat format, String textColumn, int maxCharacters, JsonMapper json)
      throws IOException {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
    return format.delimited()
        ? new DelimitedRows(text, format, textColumn, maxCharacters)
        : new JsonRows(text, textColumn, maxCharacters, json);
  }
}
