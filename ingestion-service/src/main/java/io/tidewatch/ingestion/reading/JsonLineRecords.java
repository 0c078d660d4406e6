package io.tidewatch.ingestion.reading;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** One JSON object a line; a line that is none is rejected and the next one is read. */
final class JsonLineRecords implements RecordReader {
  private final JsonCells cells;
  private final BoundedLines lines;

  JsonLineRecords(Reader in, Columns columns, ReadingLimits limits) {
    this.cells = new JsonCells(columns);
    this.lines = new BoundedLines(in, limits.recordCharacters());
  }

  @Override
  public @Nullable SourceRecord next() throws IOException {
    String line;
    do {
      line = lines.next();
      if (line == null) {
        return null;
      }
    } while (line.isBlank() && !lines.cut());
    if (lines.cut()) {
      return SourceRecord.broken(
          lines.number(),
          Flaw.ofRecord("record-too-long", "The line is longer than a record may be."),
          line);
    }
    try (JsonParser parser = JsonCells.MAPPER.createParser(line)) {
      parser.nextToken();
      SourceRecord found = cells.record(lines.number(), JsonCells.MAPPER.readTree(parser));
      if (parser.nextToken() != null) {
        return broken(line, "There is more after the object.");
      }
      return found;
    } catch (JacksonException e) {
      var at = e.getLocation();
      return broken(
          line,
          "Not JSON at column %d: %s"
              .formatted(at == null ? 1 : at.getColumnNr(), e.getOriginalMessage()));
    }
  }

  private SourceRecord broken(String line, String reason) {
    return SourceRecord.broken(lines.number(), Flaw.ofRecord("malformed-json", reason), line);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
