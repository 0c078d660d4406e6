package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.sentiment.TestingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In bf16, with packed weights, the encoder says nearly what it says in fp32. */
class HalfPrecisionTests {
  private static final List<String> TEXTS =
      List.of(
          "Works as described.", "Furchtbar, nach einem Tag kaputt. Nie wieder!", "とても満足しています。");

  @Test
  void pointsWhereSinglePrecisionPoints() throws TranslateException {
    assumeTrue(
        PrecisionChoice.AUTO.resolve() == Precision.BF16, "this processor has no avx512_bf16");
    try (TextModel narrow = TestingModel.load(Precision.BF16, false);
        TextModel wide = TestingModel.load(Precision.FP32, false);
        Predictor<List<TokenizedText>, float[][]> ofNarrow = narrow.newPredictor();
        Predictor<List<TokenizedText>, float[][]> ofWide = wide.newPredictor()) {
      List<TokenizedText> batch = TEXTS.stream().map(narrow.tokenizer()::tokenize).toList();
      float[][] expected = ofWide.predict(batch);
      float[][] together = ofNarrow.predict(batch);
      for (int i = 0; i < batch.size(); i++) {
        assertThat(cosine(together[i], expected[i])).isCloseTo(1, within(1e-3));
        assertThat(cosine(ofNarrow.predict(List.of(batch.get(i)))[0], expected[i]))
            .isCloseTo(1, within(1e-3));
      }
    }
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
      ofOne += (double) one[i] * one[i];
      ofOther += (double) other[i] * other[i];
    }
    return product / Math.sqrt(ofOne * ofOther);
  }
}
