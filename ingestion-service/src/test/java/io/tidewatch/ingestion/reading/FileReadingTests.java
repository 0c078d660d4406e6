package io.tidewatch.ingestion.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.lake.dataset.DataSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class FileReadingTests {
  private static final DataSet PEOPLE =
      new DataSet(
          "people",
          "",
          List.of(column("name", "Full Name"), column("city", "Town"), column("note")),
          List.of(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          java.util.Map.of());

  /** Lines that show that quotes quote. */
  private static final String QUOTED = "\"Di, D.\",Bern\n".repeat(40);

  private final FileReading reading =
      new FileReading(
          new ReadingLimits(
              2048,
              100,
              DataSize.ofMegabytes(1),
              DataSize.ofMegabytes(1),
              100,
              100,
              DataSize.ofMegabytes(1)));

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsTheSeparator(String separator) throws IOException {
    String text = "full_name,TOWN,note\nAda,London,1\nBo,Oslo,2\n".replace(",", separator);
    assertThat(cells("a.csv", text)).containsExactly("2 Ada London 1", "3 Bo Oslo 2");
  }

  @Test
  void readsQuotesAndLineEndsInsideThem() throws IOException {
    assertThat(
            cells(
                "a.csv", "name,city,note\r\n\"Ada, \"\"A\"\"\",\"Lon\r\ndon\",x\r\nBo,Oslo,y\r\n"))
        .containsExactly("2 Ada, \"A\" Lon\r\ndon x", "4 Bo Oslo y");
  }

  @Test
  void readsEncodings() throws IOException {
    String text = "name,city\nJosé,Zürich\n";
    assertThat(cells("a.csv", text)).containsExactly("2 José Zürich null");
    for (String encoding : List.of("windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE")) {
      assertThat(cells("a.csv", text.getBytes(Charset.forName(encoding))))
          .as(encoding)
          .containsExactly("2 José Zürich null");
    }
    assertThat(cells("a.csv", "\uFEFF" + text)).containsExactly("2 José Zürich null");
  }

  @Test
  void readsMixedEncodingsWithoutLoss() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("name\nJosé €\n".getBytes(StandardCharsets.UTF_8));
    bytes.write("José €\n".getBytes(Charset.forName("windows-1252")));
    assertThat(cells("a.csv", bytes.toByteArray()))
        .containsExactly("2 José € null null", "3 José € null null");
  }

  @Test
  void quarantinesRaggedRecordsAndGoesOn() throws IOException {
    assertThat(cells("a.csv", "name,city\nAda,London,extra\nBo\nCy,Rome,\n"))
        .containsExactly("2 ragged", "3 ragged", "4 Cy Rome null");
  }

  @Test
  void losesOneLineToAQuoteThatDoesNotClose() throws IOException {
    assertThat(cells("a.csv", "name,city\nAda,\"London\nBo,Oslo\nCy,Rome\n" + QUOTED))
        .startsWith("2 broken-record", "3 Bo Oslo null", "4 Cy Rome null", "5 Di, D. Bern null")
        .hasSize(43);
  }

  @Test
  void losesOneLineToAQuoteThatClosesInALaterRecord() throws IOException {
    assertThat(cells("a.csv", "name,city\nAda,\"London\nBo,\"Oslo\"\nCy,Rome\n" + QUOTED))
        .startsWith("2 broken-record", "3 Bo Oslo null", "4 Cy Rome null", "5 Di, D. Bern null")
        .hasSize(43);
  }

  @Test
  void doesNotTakeRecordsForTheInsideOfAField() throws IOException {
    String text =
        "name;city;note\n" + QUOTED.replace(",Bern", ";Bern;x") + "Bo;Oslo;\"n\nCy;Rome;o\"\n";
    assertThat(cells("a.csv", text)).endsWith("42 broken-record", "43 Cy Rome o\"").hasSize(42);
  }

  @Test
  void takesQuotesOfTabbedFilesAsTheyAreUnlessTheSampleQuotes() throws IOException {
    String plain = "name\tcity\n" + "Di\tBern\n".repeat(40_000);
    assertThat(cells("a.tsv", plain + "Bo\t\"Oslo\nCy\tRome\"\n"))
        .endsWith("40002 Bo \"Oslo null", "40003 Cy Rome\" null");
    assertThat(cells("a.tsv", "name\tcity\nDi\t\"Bern, CH\"\n"))
        .containsExactly("2 Di Bern, CH null");
  }

  @Test
  void keepsTabbedRecordsWithStrayQuotes() throws IOException {
    String quoted = "name\tcity\n" + "\"Di, D.\"\tBern\n".repeat(40);
    assertThat(cells("a.tsv", quoted + "Bo\t\"Oslo\nCy\t\"Rome\" it is\nEd\tParis\n"))
        .endsWith("42 Bo \"Oslo null", "43 Cy \"Rome\" it is null", "44 Ed Paris null")
        .hasSize(43);
  }

  @Test
  void losesOneLineToARecordThatIsTooLong() throws IOException {
    String text = "name,city\nAda," + "x".repeat(50_000) + "\nBo,Oslo\nCy," + "y".repeat(3000);
    assertThat(cells("a.csv", text))
        .containsExactly("2 broken-record", "3 Bo Oslo null", "4 broken-record");
  }

  @Test
  void takesQuotesAsTheyAreWhereTheyQuoteNothing() throws IOException {
    StringBuilder text = new StringBuilder("name\tnote\n");
    for (int i = 0; i < 50; i++) {
      text.append(i).append("\t\"odd quote ").append(i).append('\n');
    }
    List<String> all = cells("a.tsv", text.toString());
    assertThat(all).hasSize(50);
    assertThat(all.get(0)).isEqualTo("2 0 null \"odd quote 0");
  }

  @Test
  void prefersTheColumnsOwnNameToAnAlias() throws IOException {
    assertThat(cells("a.csv", "Town,city,name\nalias,own,n\n")).containsExactly("2 n own null");
  }

  @Test
  void readsJsonInAllForms() throws IOException {
    String one = "{\"fullName\": \"Ada\", \"city\": 7, \"note\": null, \"more\": {\"a\": [1]}}";
    assertThat(cells("a.json", "[" + one + "]")).containsExactly("1 Ada 7 null");
    assertThat(cells("a", one)).containsExactly("1 Ada 7 null");
    assertThat(cells("a", one.replace(",", ",\n"))).containsExactly("1 Ada 7 null");
    assertThat(cells("a", one + "\n" + one)).containsExactly("1 Ada 7 null", "2 Ada 7 null");
    assertThat(cells("a.ndjson", one + "\nnothing\n[1]\n" + one))
        .containsExactly("1 Ada 7 null", "2 malformed-json", "3 not-an-object", "4 Ada 7 null");
  }

  @Test
  void refusesJsonThatIsCutOff() {
    assertUnreadable("a.json", "[{\"name\": \"a\"}, {\"name\"", "malformed-json");
    assertUnreadable("a.json", "[{\"name\": \"a\"}] [", "malformed-json");
    assertUnreadable("a.json", "[" + "[".repeat(5000), "malformed-json");
    assertUnreadable("a.json", "[{\"name\": \"" + "x".repeat(30_000) + "\"}]", "record-too-long");
  }

  @Test
  void readsPackedFiles() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("name\nAda\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(cells("a.csv.gz", packed.toByteArray())).containsExactly("2 Ada null null");
  }

  @Test
  void refusesWhatIsNoText() {
    assertUnreadable("a.bin", new String(new char[1000]), "unsupported-format");
    assertUnreadable("a.pdf", "%PDF-1.7", "unsupported-format");
    assertUnreadable("a.csv", "", "empty-file");
  }

  private void assertUnreadable(String name, String text, String slug) {
    assertThatThrownBy(() -> cells(name, text))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, e -> assertThat(e.slug()).isEqualTo(slug));
  }

  private List<String> cells(String name, String text) throws IOException {
    return cells(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> cells(String name, byte[] bytes) throws IOException {
    List<String> all = new ArrayList<>();
    try (RecordReader records = reading.open(PEOPLE, content(name, bytes))) {
      for (SourceRecord one = records.next(); one != null; one = records.next()) {
        Flaw flaw = one.flaw();
        all.add(
            one.position()
                + " "
                + (flaw != null
                    ? flaw.check()
                    : String.join(" ", java.util.Arrays.asList(one.cells()))));
      }
    }
    return all;
  }

  private static FileContent content(String name, byte[] bytes) {
    return new FileContent() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Path onDisk() {
        throw new UnsupportedOperationException(name);
      }
    };
  }

  private static DataSet.Column column(String name, String... aliases) {
    return new DataSet.Column(
        name,
        DataSet.Type.STRING,
        null,
        List.of(aliases),
        false,
        List.of(),
        List.of(),
        java.util.Map.of(),
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        java.util.Map.of());
  }
}
