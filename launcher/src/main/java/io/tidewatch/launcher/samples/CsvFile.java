package io.tidewatch.launcher.samples;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A CSV file with a header row. */
final class CsvFile implements DirtyRows.Sink, Closeable {
  private final CsvWriter writer;

  CsvFile(Path file, String... header) throws IOException {
    this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file);
    writer.writeRecord(header);
  }

  @Override
  public void row(String[] cells) {
    writer.writeRecord(cells);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
