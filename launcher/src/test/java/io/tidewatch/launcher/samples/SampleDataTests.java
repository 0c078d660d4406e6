package io.tidewatch.launcher.samples;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleDataTests {
  private static final Instant UNTIL = Instant.parse("2026-11-01T06:00:00Z");
  private static final SampleSizes SIZES =
      new SampleSizes(7, 1_500, 30_000, 60_000, 900, 1_500, UNTIL);

  @TempDir static Path folder;
  private static SampleData data = new SampleData(SIZES, List.of(), 0, List.of());

  @BeforeAll
  static void write() throws IOException {
    data = SampleData.write(SIZES, folder.resolve("a"));
  }

  @Test
  void givesTheSameBytesForTheSameSeed() throws IOException {
    SampleData again = SampleData.write(SIZES, folder.resolve("b"));

    assertThat(again).isEqualTo(data);
    for (FileCounts file : data.files()) {
      if (!file.file().endsWith(".xlsx")) { // a workbook carries the time of its making
        assertThat(folder.resolve("b").resolve(file.file()))
            .hasSameBinaryContentAs(folder.resolve("a").resolve(file.file()));
      }
    }
    assertThat(complaints("b")).isEqualTo(complaints("a"));
  }

  @Test
  void givesOtherDataForAnotherSeed() throws IOException {
    SampleData.write(new SampleSizes(8, 100, 100, 100, 10, 10, UNTIL), folder.resolve("c"));
    assertThat(Files.readString(folder.resolve("c/customers.csv")).lines().limit(20).toList())
        .isNotEqualTo(
            Files.readString(folder.resolve("a/customers.csv")).lines().limit(20).toList());
  }

  @Test
  void tellsInTheManifestWhatIsInTheFiles() throws IOException {
    assertThat(SampleData.read(folder.resolve("a"))).isEqualTo(data);
    for (FileCounts file : data.files()) {
      assertThat(file.expected().balanced()).as(file.file()).isTrue();
    }
    assertThat(rows("transactions.csv")).hasSize((int) counts("transactions.csv").source());
    assertThat(rows("clickstream.csv")).hasSize((int) counts("clickstream.csv").source());
    assertThat(complaints("a")).hasSize((int) counts("complaints.xlsx").source());
    long wished = counts("clickstream.csv").source() - counts("clickstream.csv").duplicate();
    assertThat(wished).isEqualTo(SIZES.clicks());
    assertThat(counts("clickstream.csv").quarantined()).isPositive();
    assertThat(counts("clickstream.csv").late()).isPositive();
  }

  @Test
  void countsDuplicatesThatAreReallyThere() throws IOException {
    Set<List<String>> distinct = new HashSet<>();
    List<NamedCsvRecord> rows = rows("transactions.csv");
    rows.forEach(r -> distinct.add(r.getFields()));
    assertThat(rows.size() - distinct.size())
        .isEqualTo((int) counts("transactions.csv").duplicate());
  }

  @Test
  void writesNothingAfterTheEndAndMostlyWithinAYear() throws IOException {
    List<String> times =
        rows("clickstream.csv").stream()
            .map(r -> r.getField("event_time"))
            .filter(t -> t.startsWith("202"))
            .toList();
    assertThat(times).hasSizeGreaterThan(59_000);
    assertThat(times).allMatch(t -> Instant.parse(t).isBefore(UNTIL));
    assertThat(times).allMatch(t -> Instant.parse(t).isAfter(UNTIL.minusSeconds(370L * 86_400)));
  }

  @Test
  void hasReturnsAndManyCountriesAndLanguages() throws IOException {
    assertThat(rows("transactions.csv"))
        .anyMatch(
            r ->
                r.getField("invoice_no").startsWith("C") && r.getField("quantity").startsWith("-"));
    assertThat(rows("transactions.csv").stream().map(r -> r.getField("country")).distinct())
        .hasSizeGreaterThan(10);
    JsonNode reviews =
        JsonMapper.builder().build().readTree(folder.resolve("a/reviews.json").toFile());
    Set<String> languages = new HashSet<>();
    reviews.forEach(r -> languages.add(r.path("lang").asString("")));
    assertThat(languages).contains("en", "de", "fr", "es", "it", "pt", "ja", "zh");
    assertThat(Files.readString(folder.resolve("a/reviews.json"))).doesNotContain("{p}", "{n}");
  }

  private static io.tidewatch.contracts.events.RunCounts counts(String file) {
    return data.files().stream()
        .filter(f -> f.file().equals(file))
        .findFirst()
        .orElseThrow()
        .expected();
  }

  private static List<NamedCsvRecord> rows(String file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("a").resolve(file))) {
      return reader.stream().toList();
    }
  }

  private static List<String> complaints(String run) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(run).resolve("complaints.xlsx"));
        ReadableWorkbook workbook = new ReadableWorkbook(in);
        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
      return rows.skip(1)
          .map(r -> r.stream().map(c -> c == null ? "" : c.getText()).toList().toString())
          .toList();
    }
  }
}
