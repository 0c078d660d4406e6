package io.tidewatch.ingestion.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RowTypingTests {
  private static final DataSet THINGS =
      YAMLMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readValue(
              """
              name: things
              description: test
              key: [id]
              eventTime: at
              lateAfterDays: 10
              columns:
                - {name: id, required: true, normalise: id, maxLength: 20}
                - {name: flag, type: boolean, required: false, pii: false}
                - {name: pieces, type: int, required: false, pii: false, min: 0, max: 1000000}
                - {name: price, type: double, required: false, pii: false}
                - {name: day, type: date, formats: ["dd-MM-yyyy", "dd-MMM-yy", "M/d/yyyy"]}
                - {name: at, type: timestamp, formats: ["M/d/yyyy H:mm"]}
                - {name: size, values: [small, large], valueAliases: {s: small}}
                - {name: hash, generated: row_hash}
              """,
              DataSet.class);

  private final RowTyping typing = new RowTyping(THINGS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pieces | 17850.0 | 17850",
        "pieces | 1,234 | 1234",
        "pieces | ' 7 ' | 7",
        "price | 12,50 | 12.5",
        "price | 1.234,50 | 1234.5",
        "price | '1,234.50' | 1234.5",
        "price | € 9.99 | 9.99",
        "price | 1 234,5 EUR | 1234.5",
        "price | ($3.00) | -3.0",
        "price | -5 | -5.0",
        "price | 1e3 | 1000.0",
        "price | -£1.5 | -1.5",
        "flag | YES | true",
        "flag | n | false",
        "flag | 0 | false",
        "day | 22-Apr-15 | 2015-04-22",
        "day | 04-08-2015 | 2015-08-04",
        "day | 2/9/2016 | 2016-02-09",
        "day | 2016-02-09 | 2016-02-09",
        "at | 2019-10-01 00:00:05 UTC | 2019-10-01T00:00:05Z",
        "at | 2010-12-01T08:26:00.5+02:00 | 2010-12-01T08:26:00.500+02:00",
        "at | 12/1/2010 8:26 | 2010-12-01T08:26Z",
        "at | 1570000000 | 2019-10-02T07:06:40Z",
        "size | S | small",
        "size | LARGE | large",
        "id | 17850.0 | 17850",
        "id | ' A1 ' | A1",
      })
  void types(String column, String text, String expected) {
    assertThat(String.valueOf(value(column, text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pieces | 1.5 | type",
        "pieces | 99999999999 | type",
        "pieces | -1 | range",
        "pieces | many | type",
        "price | 1,2,3x | type",
        "price | 1e999 | type",
        "flag | maybe | type",
        "day | 31-04-2015 | type",
        "day | 2015-02-30 | type",
        "at | yesterday | type",
        "size | huge | values",
        "id | 123456789012345678901 | length",
        "id | '' | required",
      })
  void rejects(String column, String text, String check) {
    assertThat(value(column, text))
        .isInstanceOfSatisfying(
            Flaw.class,
            flaw -> {
              assertThat(flaw.check()).isEqualTo(check);
              assertThat(flaw.column()).isEqualTo(column);
            });
  }

  @Test
  void takesBlankAndUnknownAsNull() {
    assertThat(value("price", " ")).isNull();
    assertThat(value("price", "NaN")).isNull();
    assertThat(value("pieces", "n/a")).isNull();
  }

  @Test
  void namesRowsWithoutAnIdByContentAndPlace() {
    Object first = value("hash", null);
    assertThat(first).isEqualTo(value("hash", null)).asString().hasSize(32);
    assertThat(value("hash", "own")).isEqualTo("own");
  }

  @Test
  void tellsLateRowsAndDuplicates() {
    @Nullable Object[] row = new Object[THINGS.columns().size()];
    row[0] = "a";
    row[5] = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    assertThat(typing.late(row, Instant.parse("2026-01-12T00:00:00Z"))).isTrue();
    assertThat(typing.late(row, Instant.parse("2026-01-10T00:00:00Z"))).isFalse();
    RowHash.Key key = typing.key(row);
    row[4] = LocalDate.EPOCH;
    assertThat(typing.key(row)).as("only the key counts").isEqualTo(key);
    row[0] = "b";
    assertThat(typing.key(row)).isNotEqualTo(key);
  }

  @Test
  void loadsWithAWarningOrFailsTheFileWhereThePolicySaysSo() {
    RowTyping lenient =
        new RowTyping(
            DataSets.parse(
                "lenient",
                """
                name: lenient
                policies: {range: warn, ragged: fail-file}
                columns:
                  - {name: a, type: int, max: 10, policies: {type: warn}}
                  - {name: b, type: int, min: 0, policies: {range: fail-file}}
                """));
    @Nullable Object[] row = new Object[2];
    assertThat(lenient.type(record("11", "1"), row)).isNull();
    assertThat(row).containsExactly(11, 1);
    assertThat(lenient.warnings()).extracting(Flaw::check).containsExactly("range");
    assertThat(lenient.type(record("many", "1"), row)).isNull();
    assertThat(row[0]).isNull();
    assertThat(lenient.warnings()).extracting(Flaw::check).containsExactly("type");
    Flaw fatal = lenient.type(record("1", "-1"), row);
    assertThat(fatal).isNotNull().matches(lenient::failsFile);
    assertThat(lenient.failsFile(Flaw.ofRecord("ragged", ""))).isTrue();
    assertThat(lenient.failsFile(Flaw.ofRecord("broken-record", ""))).isFalse();
  }

  private static SourceRecord record(String... cells) {
    return new SourceRecord(1, cells, null, () -> "");
  }

  private @Nullable Object value(String column, @Nullable String text) {
    List<String> names = THINGS.columns().stream().map(DataSet.Column::name).toList();
    @Nullable String[] cells = new String[names.size()];
    cells[0] = "x";
    cells[names.indexOf(column)] = text;
    @Nullable Object[] row = new Object[cells.length];
    Flaw flaw = typing.type(new SourceRecord(1, cells, null, () -> ""), row);
    return flaw != null ? flaw : row[names.indexOf(column)];
  }
}
