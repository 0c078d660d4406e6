package io.tidewatch.sentiment.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptGuessTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ja | とても満足しています。おすすめです!
          ja | 商品到着、大変満足です
          zh | 质量太差了,一天就坏了,浪费钱。
          ko | 정말 훌륭하고 최고예요. 강력 추천합니다!
          th | สินค้าดีมาก แนะนำเลย
          el | Εξαιρετικό προϊόν
          he | מוצר מצוין
          hi | बहुत अच्छा उत्पाद
          ka | შესანიშნავი პროდუქტი
          und | Excellent product
          und | Отличный товар
          und | منتج رائع
          und | ok ok 好
          und | 123 !!! 👍
          """)
  void tellsTheLanguagesOfScriptsThatBelongToOne(String language, String text) {
    assertThat(new ScriptGuess().of(text)).isEqualTo(language);
  }
}
