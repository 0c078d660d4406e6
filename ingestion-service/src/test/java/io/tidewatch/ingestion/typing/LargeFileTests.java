package io.tidewatch.ingestion.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.reading.FileContent;
import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.ReadingLimits;
import io.tidewatch.ingestion.reading.RecordReader;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Files far larger than the heap, read, typed and looked up for duplicates. Takes minutes, so it is
 * asked for: {@code mvn -pl ingestion-service -am test -Dtest=LargeFileTests
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtidewatch.large.gigabytes=5 -Djvm.flags=-Xmx512m}.
 */
@EnabledIfSystemProperty(named = "tidewatch.large.gigabytes", matches = "\\d+")
class LargeFileTests {
  private static final Logger log = LoggerFactory.getLogger(LargeFileTests.class);
  private static final int SHEET_ROWS = 1_000_000;
  private static final DataSet SALES =
      DataSets.parse(
          "sales",
          """
          name: sales
          key: [id]
          columns:
            - {name: id, required: true, normalise: id}
            - {name: sold_at, type: timestamp}
            - {name: pieces, type: int, min: 0}
            - {name: price, type: double}
            - {name: note}
          """);

  @TempDir Path folder;

  private final FileReading reading =
      new FileReading(
          new ReadingLimits(
              1 << 20,
              10_000,
              DataSize.ofGigabytes(1),
              DataSize.ofMegabytes(64),
              200,
              10_000,
              DataSize.ofGigabytes(100)));

  @Test
  void readsACsvThatNoHeapHolds() throws IOException {
    long gigabytes = Long.getLong("tidewatch.large.gigabytes");
    GeneratedCsv csv = new GeneratedCsv(gigabytes << 30);
    read("sales.csv", csv, null, gigabytes << 30);
    assertThat(csv.rows).isPositive();
  }

  @Test
  void readsAMillionRowsOfAWorkbook() throws IOException {
    Path file = folder.resolve("sales.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("sales");
      String[] header = {"id", "sold_at", "pieces", "price", "note"};
      for (int c = 0; c < header.length; c++) {
        sheet.value(0, c, header[c]);
      }
      for (int r = 1; r <= SHEET_ROWS; r++) {
        sheet.value(r, 0, r);
        sheet.value(r, 1, 45_000 + r % 365);
        sheet.value(r, 2, r % 9);
        sheet.value(r, 3, r * 0.25);
        sheet.value(r, 4, "note " + r % 5_000);
        if (r % 1_000 == 0) {
          sheet.flush();
        }
      }
    }
    assertThat(read("sales.xlsx", null, file, Files.size(file))).isEqualTo(SHEET_ROWS);
  }

  private long read(String name, @Nullable InputStream stream, @Nullable Path file, long bytes)
      throws IOException {
    RowTyping typing = new RowTyping(SALES);
    @Nullable Object[] row = new Object[SALES.columns().size()];
    long rows = 0;
    long started = System.nanoTime();
    try (SeenKeys seen = new SeenKeys(folder);
        RecordReader records = reading.open(SALES, content(name, stream, file))) {
      SourceRecord one;
      while ((one = records.next()) != null) {
        assertThat(typing.type(one, row)).isNull();
        seen.add(typing.key(row));
        rows++;
      }
      assertThat(seen.size()).isEqualTo(rows);
    }
    log.info(
        "{}: {} rows, {} MB in {} s with a heap of at most {} MB",
        name,
        rows,
        bytes >> 20,
        (System.nanoTime() - started) / 1_000_000_000,
        Runtime.getRuntime().maxMemory() >> 20);
    return rows;
  }

  private static FileContent content(
      String name, @Nullable InputStream stream, @Nullable Path file) {
    return new FileContent() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() throws IOException {
        return stream != null ? stream : Files.newInputStream(onDisk());
      }

      @Override
      public Path onDisk() {
        return Objects.requireNonNull(file);
      }
    };
  }

  /** Rows that are made while they are read. */
  private static final class GeneratedCsv extends InputStream {
    private final long bytes;
    private long made;
    private long rows;
    private byte[] buffer = "id,sold_at,pieces,price,note\n".getBytes(StandardCharsets.UTF_8);
    private int at;

    GeneratedCsv(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == buffer.length) {
        if (made >= bytes) {
          return -1;
        }
        StringBuilder text = new StringBuilder(80_000);
        for (int i = 0; i < 1_000; i++) {
          rows++;
          text.append(rows)
              .append(",2026-03-01T10:00:00Z,3,12.50,\"a note, of the usual length ")
              .append(rows % 977)
              .append("\"\n");
        }
        buffer = text.toString().getBytes(StandardCharsets.UTF_8);
        made += buffer.length;
        at = 0;
      }
      int count = Math.min(length, buffer.length - at);
      System.arraycopy(buffer, at, target, offset, count);
      at += count;
      return count;
    }
  }
}
