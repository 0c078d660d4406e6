package io.tidewatch.sentiment.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileGuessTests {
  private static final LanguageGuess GUESS = new ProfileGuess();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Terrible quality, it broke after one day. Waste of money.
          de | Furchtbare Qualität, nach einem Tag kaputt. Geldverschwendung.
          fr | Très mauvaise qualité, cassé au bout d'un jour. À éviter.
          es | Excelente, me encanta, la mejor compra que he hecho.
          it | Pessima qualità, si è rotto dopo un giorno. Soldi buttati.
          pt | Péssima qualidade, quebrou no primeiro dia. Dinheiro jogado fora.
          nl | Geweldig product, ik ben er heel blij mee, aanrader!
          pl | Fatalna jakość, zepsuł się po jednym dniu. Strata pieniędzy.
          ru | Ужасное качество, сломалось через день. Деньги на ветер.
          tr | Çok kötü kalite, bir gün sonra bozuldu, paranıza yazık.
          ar | جودة سيئة جدا تعطل بعد يوم واحد لا أنصح به
          ja | 最悪の品質です。一日で壊れました。お金の無駄でした。
          zh | 质量太差了,一天就坏了,浪费钱。
          und | ok
          und | 12345 67890 12345 67890
          und | 👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍
          """)
  void tellsTheLanguagesOfReviews(String language, String text) {
    assertThat(GUESS.of(text)).isEqualTo(language);
  }
}
