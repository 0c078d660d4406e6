package io.tidewatch.etl.refine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTests {

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\t\n", "N/A", "null", "Unknown", " unspecified ", "-"})
  void takesWhatSaysNothingForNull(String text) {
    assertThat(Words.category(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'  white   metal\tLANTERN ',white metal LANTERN",
    "'two words',two words",
    "'a\u00a0b','a\u00a0b'"
  })
  void makesEachRunOfBlanksOne(String text, String expected) {
    assertThat(Words.collapsed(text)).isEqualTo(expected);
  }

  @Test
  void findsSpellingsWhateverTheirCaseAndPunctuation() {
    Map<String, String> contracts = Map.of(Words.bare("Month-to-month"), "Month-to-month");
    assertThat(Words.oneOf("MONTH TO MONTH", contracts)).isEqualTo("Month-to-month");
    assertThat(Words.oneOf(" weekly ", contracts)).isEqualTo("weekly");
    assertThat(Words.oneOf(null, contracts)).isNull();
  }

  @Test
  void knowsCountriesByCodeAndByOtherSpellings() {
    assertThat(CountryNames.bySpelling())
        .containsEntry("gb", "United Kingdom")
        .containsEntry("uk", "United Kingdom")
        .containsEntry("eire", "Ireland")
        .containsEntry("rsa", "South Africa")
        .containsEntry("united kingdom", "United Kingdom");
  }
}
