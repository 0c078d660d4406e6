package io.tidewatch.ingestion.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Encodings and delimiters that the description names, and files in zip archives. */
class DeclaredReadingTests {
  @TempDir Path folder;

  private final FileReading reading =
      new FileReading(
          new ReadingLimits(
              2048,
              100,
              DataSize.ofMegabytes(1),
              DataSize.ofMegabytes(1),
              100,
              100,
              DataSize.ofKilobytes(64)));

  @Test
  void readsTheEncodingThatTheDescriptionNames() throws IOException {
    byte[] cyrillic = "name,city\nИван,Москва\n".getBytes(Charset.forName("windows-1251"));
    assertThat(cells("encoding: windows-1251", file("a.csv", cyrillic)))
        .containsExactly("Иван Москва");
    assertThatThrownBy(() -> cells("encoding: UTF-8", file("a.csv", cyrillic)))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.slug()).isEqualTo("wrong-encoding"));
  }

  @Test
  void splitsAtTheDelimiterThatTheDescriptionNames() throws IOException {
    Path caret = file("a.csv", "name^city\nAda, Lady^London\n".getBytes(StandardCharsets.UTF_8));
    assertThat(cells("delimiter: '^'", caret)).containsExactly("Ada, Lady London");
  }

  @Test
  void readsTheOneFileOfAZipArchive() throws IOException {
    Path zip = zip("people.csv", "name,city\nAda,London\n", "__MACOSX/._people.csv", "x");
    assertThat(cells("description: x", zip)).containsExactly("Ada London");
    Path lines = zip("people.jsonl", "{\"name\":\"Ada\"}\n{\"name\":\"Bo\"}\n");
    assertThat(cells("description: x", lines)).containsExactly("Ada null", "Bo null");
  }

  @Test
  void refusesArchivesThatItCannotRead() throws IOException {
    refuses(zip("a.csv", "name\nAda\n", "b.csv", "name\nBo\n"), "unsupported-format");
    refuses(zip("a.csv", "name\n" + "Ada\n".repeat(20_000)), "archive-too-large");
    byte[] whole = Files.readAllBytes(zip("a.csv", "name\nAda\n"));
    refuses(file("cut.zip", java.util.Arrays.copyOf(whole, 30)), "broken-archive");
  }

  private void refuses(Path file, String slug) {
    assertThatThrownBy(() -> cells("description: x", file))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.slug()).isEqualTo(slug));
  }

  private List<String> cells(String said, Path file) throws IOException {
    DataSet people =
        DataSets.parse(
            "people", "name: people\n" + said + "\ncolumns: [{name: name}, {name: city}]\n");
    List<String> all = new ArrayList<>();
    try (RecordReader records = reading.open(people, content(file))) {
      for (SourceRecord one = records.next(); one != null; one = records.next()) {
        all.add(one.cells()[0] + " " + one.cells()[1]);
      }
    }
    return all;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path zip(String... namesAndTexts) throws IOException {
    Path path = Files.createTempFile(folder, "packed", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return path;
  }

  private static FileContent content(Path path) {
    return new FileContent() {
      @Override
      public String name() {
        return path.getFileName().toString();
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(path);
      }

      @Override
      public Path onDisk() {
        return path;
      }
    };
  }
}
