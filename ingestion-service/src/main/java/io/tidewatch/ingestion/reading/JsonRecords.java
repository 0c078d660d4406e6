package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A JSON array of objects, or objects one after the other. A file that is not JSON to its end is
 * refused as a whole, for what follows a broken bracket cannot be told apart.
 */
final class JsonRecords implements RecordReader {
  private final JsonCells cells;
  private final Bounded text;
  private final JsonParser parser;
  private final boolean array;
  private @Nullable JsonToken ahead;
  private long position;

  JsonRecords(Reader in, Columns columns, ReadingLimits limits) throws IOException {
    this.cells = new JsonCells(columns);
    this.text = new Bounded(in, 2L * limits.recordCharacters());
    this.parser = JsonCells.MAPPER.createParser(text);
    this.ahead = token();
    this.array = ahead == JsonToken.START_ARRAY;
    if (array) {
      ahead = token();
    } else if (ahead == null) {
      throw new UnreadableFileException("empty-file", "The file has no JSON in it.");
    }
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    if (array ? ahead == JsonToken.END_ARRAY : ahead == null) {
      requireEnd();
      return null;
    }
    position++;
    text.restart();
    try {
      JsonNode node = JsonCells.MAPPER.readTree(parser);
      if (!array && !node.isObject()) {
        throw new UnreadableFileException(
            "malformed-json",
            "What follows object %d is no object.".formatted(position - 1),
            (long) parser.currentTokenLocation().getLineNr());
      }
      ahead = parser.nextToken();
      return cells.record(position, node);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private void requireEnd() {
    if (array && token() != null) {
      throw new UnreadableFileException(
          "malformed-json",
          "There is more after the end of the array.",
          (long) parser.currentTokenLocation().getLineNr());
    }
  }

  private @Nullable JsonToken token() {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private static UnreadableFileException malformed(JacksonException e) {
    if (e.getCause() instanceof TooLong tooLong) {
      return new UnreadableFileException("record-too-long", String.valueOf(tooLong.getMessage()));
    }
    var at = e.getLocation();
    long line = at == null ? 1 : at.getLineNr();
    return new UnreadableFileException(
        "malformed-json",
        "Not JSON at line %d, column %d: %s. Nothing of the file was loaded."
            .formatted(line, at == null ? 1 : at.getColumnNr(), e.getOriginalMessage()),
        line);
  }

  @Override
  public void close() throws IOException {
    parser.close();
    text.close();
  }

  /** Refuses to go on when one element does not end. */
  private static final class Bounded extends Reader {
    private final Reader in;
    private final long most;
    private long read;

    Bounded(Reader in, long most) {
      this.in = in;
      this.most = most;
    }

    void restart() {
      read = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (read > most) {
        throw new TooLong("One element of the file is longer than %,d characters.".formatted(most));
      }
      int count = in.read(target, offset, length);
      read += Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class TooLong extends IOException {
    TooLong(String message) {
      super(message);
    }
  }
}
