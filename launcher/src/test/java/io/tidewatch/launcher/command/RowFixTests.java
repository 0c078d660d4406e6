package io.tidewatch.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFixTests {

  @Test
  void readsEachForm() {
    assertThat(RowFix.parse("set country=United Kingdom").document())
        .isEqualTo(Map.of("fix", "set", "column", "country", "value", "United Kingdom"));
    assertThat(RowFix.parse("fill country=").document())
        .isEqualTo(Map.of("fix", "set", "column", "country", "value", "", "onlyBlank", true));
    assertThat(RowFix.parse("rename unit_price=Preis = netto").document())
        .isEqualTo(Map.of("fix", "rename", "column", "unit_price", "from", "Preis = netto"));
    assertThat(RowFix.parse("CAST unit_price=number").document())
        .isEqualTo(Map.of("fix", "cast", "column", "unit_price", "to", "NUMBER"));
    assertThat(RowFix.parse("cast invoice_date=timestamp:dd.MM.yyyy HH:mm").document())
        .isEqualTo(
            Map.of(
                "fix",
                "cast",
                "column",
                "invoice_date",
                "to",
                "TIMESTAMP",
                "pattern",
                "dd.MM.yyyy HH:mm"));
    assertThat(RowFix.parse(" drop note ").document())
        .isEqualTo(Map.of("fix", "drop", "column", "note"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "drop", "drop note=x", "set country", "paint country=blue"})
  void saysWhichFormsThereAre(String text) {
    assertThatThrownBy(() -> RowFix.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cast COLUMN=");
  }
}
