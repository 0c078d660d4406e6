package io.tidewatch.ingestion.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files that others made to break readers: each is read or refused, in time. */
class VectorTests {
  private static final Logger log = LoggerFactory.getLogger(VectorTests.class);
  private static final Path VECTORS = Path.of("../../shared/data/vectors");
  private static final DataSet ANYTHING =
      YAMLMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readValue(
              "{name: anything, columns: [{name: a}, {name: b}, {name: id}, {name: name}]}",
              DataSet.class);

  private final FileReading reading =
      new FileReading(
          new ReadingLimits(
              1 << 20,
              10_000,
              DataSize.ofMegabytes(200),
              DataSize.ofMegabytes(32),
              200,
              10_000,
              DataSize.ofMegabytes(200)));

  @Test
  void answersEverySpreadsheetInTime() throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    long slowest = 0;
    for (Path file : files("spreadsheets")) {
      long started = System.nanoTime();
      String answer =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> read(file), () -> "no answer for " + file);
      slowest = Math.max(slowest, System.nanoTime() - started);
      answers.merge(answer, 1, Integer::sum);
    }
    log.info("spreadsheets: {}, slowest {} ms", answers, slowest / 1_000_000);
    assertThat(answers.values().stream().mapToInt(n -> n).sum()).isEqualTo(397);
  }

  @Test
  void refusesWhatIsNotJsonAndReadsWhatIs() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files("json_test_suite/test_parsing")) {
      String name = file.getFileName().toString();
      String answer =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> read(file), () -> "no answer for " + file);
      boolean refused = !answer.equals("read");
      if (name.startsWith("n_") && !refused) {
        wrong.add(name);
      } else if (name.startsWith("y_") && answer.equals("malformed-json")) {
        wrong.add(name + " " + answer);
      }
    }
    log.info("json wrong: {}", wrong);
    assertThat(wrong).isEmpty();
  }

  /** The pair that upstream calls wrong: its expected rows are of another file. */
  private static final String WRONG_PAIR = "location_coordinates.csv";

  @Test
  void readsCsvAsOthersDo() throws IOException {
    int pairs = 0;
    for (Path csv : files("csv_spectrum/csvs")) {
      String name = csv.getFileName().toString();
      if (name.equals(WRONG_PAIR)) {
        continue;
      }
      Path json = VECTORS.resolve("csv_spectrum/json").resolve(name.replace(".csv", ".json"));
      List<Map<String, String>> expected =
          JsonMapper.shared()
              .readValue(Files.readString(json), new TypeReference<List<Map<String, String>>>() {});
      assertThat(rows(csv, List.copyOf(expected.get(0).keySet()))).as(name).isEqualTo(expected);
      pairs++;
    }
    assertThat(pairs).isEqualTo(11);
  }

  /** The copies of files that show line ends have lost theirs on the way here. */
  private static FileContent withItsLineEnds(Path csv) throws IOException {
    if (!csv.toString().endsWith("_crlf.csv")) {
      return content(csv);
    }
    Path restored = Files.createTempFile("crlf", ".csv");
    restored.toFile().deleteOnExit();
    Files.writeString(restored, Files.readString(csv).replaceAll("\\R", "\r\n"));
    return content(restored);
  }

  private List<Map<String, String>> rows(Path csv, List<String> headers) throws IOException {
    StringBuilder yaml = new StringBuilder("name: spectrum\ncolumns:\n");
    for (int i = 0; i < headers.size(); i++) {
      yaml.append("  - {name: column_%d, aliases: ['%s']}\n".formatted(i, headers.get(i)));
    }
    DataSet dataSet = DataSets.parse("spectrum", yaml.toString());
    List<Map<String, String>> rows = new ArrayList<>();
    try (RecordReader records = reading.open(dataSet, withItsLineEnds(csv))) {
      SourceRecord one;
      while ((one = records.next()) != null) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
          row.put(headers.get(i), one.cells()[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** {@code read}, or the slug of the problem. */
  private String read(Path file) throws IOException {
    try (RecordReader records = reading.open(ANYTHING, content(file))) {
      while (records.next() != null) {
        continue;
      }
      return "read";
    } catch (UnreadableFileException e) {
      return e.slug();
    }
  }

  private static List<Path> files(String folder) throws IOException {
    Path path = VECTORS.resolve(folder);
    Assumptions.assumeTrue(Files.exists(path), "test vectors are absent: " + folder);
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static FileContent content(Path file) {
    return new FileContent() {
      @Override
      public String name() {
        return file.getFileName().toString();
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public Path onDisk() {
        return file;
      }
    };
  }
}
