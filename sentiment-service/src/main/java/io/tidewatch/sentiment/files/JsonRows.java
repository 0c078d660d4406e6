package io.tidewatch.sentiment.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a file with one JSON object a line; empty lines are no rows. */
final class JsonRows implements RowReader {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader text;
  private final String textColumn;
  private final int maxCharacters;
  private final JsonMapper json;

  JsonRows(Reader text, String textColumn, int maxCharacters, JsonMapper json) {
    this.text = new BufferedReader(text);
    this.textColumn = textColumn;
    this.maxCharacters = maxCharacters;
    this.json = json;
  }

  @Override
  public @Nullable Row next() throws IOException {
    String line = line();
    while (line != null && line.isBlank()) {
      line = line();
    }
    return line == null ? null : row(line);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private Row row(String line) {
    if (line.length() > maxCharacters) {
      return flawed("the line is longer than %d characters".formatted(maxCharacters));
    }
    try {
      LinkedHashMap<String, Object> values = json.readValue(line, OBJECT);
      Object text = values == null ? null : values.get(textColumn);
      return text instanceof String string
          ? new Row(values, string, null)
          : new Row(
              values == null ? new LinkedHashMap<>() : values,
              null,
              "the field %s is no string".formatted(textColumn));
    } catch (JacksonException e) {
      return flawed("the line is no JSON object: " + e.getOriginalMessage());
    }
  }

  private static Row flawed(String flaw) {
    SequencedMap<String, Object> none = new LinkedHashMap<>();
    return new Row(none, null, flaw);
  }

  /** Returns the next line, of which no more is held than one character beyond the longest. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = text.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = text.read()) {
      if (line.length() <= maxCharacters && c != BYTE_ORDER_MARK) {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
