package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OutputMappingTests {

  @Test
  void givesEachClassTheSharesOfItsOutputs() {
    OutputMapping mapping = new OutputMapping(List.of("positive", "negative", "negative"));
    float[] logits =
        mapping.apply(new float[] {(float) Math.log(5), (float) Math.log(3), (float) Math.log(2)});
    assertThat(Math.exp(logits[1])).isCloseTo(0.5, within(1e-6));
    assertThat(Math.exp(logits[3])).isCloseTo(0.5, within(1e-6));
    assertThat(Math.exp(logits[0])).isLessThan(1e-9);
  }

  @Test
  void leavesFiveOutputsInOrderAsTheyAre() {
    float[] logits = {-1, 2, 0.5f, 7, 3};
    assertThat(OutputMapping.SAME.apply(logits)).isSameAs(logits);
  }

  @Test
  void refusesOtherNamesAndOtherNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputMapping(List.of("angry")))
        .withMessageContaining("'angry' is none of");
    assertThatExceptionOfType(ModelUnusableException.class)
        .isThrownBy(() -> OutputMapping.SAME.apply(new float[2]))
        .withMessageContaining("2 outputs and 5 labels");
  }

  @Test
  void knowsTheUsualNames() {
    assertThat(classes("{\"0\": \"1 star\", \"1\": \"5 stars\"}"))
        .isEqualTo("[very_negative, very_positive]");
    assertThat(classes("{\"0\": \"Very Negative\", \"1\": \"NEU\", \"2\": \"positive\"}"))
        .isEqualTo("[very_negative, neutral, positive]");
    assertThat(classes("{\"0\": \"LABEL_0\"}")).isEqualTo("unknown");
  }

  private static String classes(String labels) {
    return LabelNames.classes(JsonMapper.shared().readTree("{\"id2label\": " + labels + "}"))
        .map(List::toString)
        .orElse("unknown");
  }
}
