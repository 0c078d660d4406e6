package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.sentiment.TestingModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The encoder agrees with the reference values that came with its weights. */
class GoldenTextsTests {
  private static final String PREFIX = "query: ";
  private static TextModel encoder;
  private static JsonNode golden;

  @BeforeAll
  static void load() throws IOException {
    encoder = TestingModel.load(Precision.FP32, false);
    try (InputStream in = GoldenTextsTests.class.getResourceAsStream("/golden.json")) {
      golden = JsonMapper.shared().readTree(Objects.requireNonNull(in));
    }
  }

  @AfterAll
  static void unload() {
    encoder.close();
  }

  @Test
  void cutsEveryTextIntoTheReferenceTokens() {
    assertThat(golden).hasSize(8);
    for (JsonNode sample : golden) {
      assertThat(encoder.tokenizer().tokenize(text(sample)).ids())
          .as(text(sample))
          .containsExactly(ids(sample));
    }
  }

  @Test
  void embedsEveryTextWithinAThousandth() throws TranslateException {
    try (Predictor<List<TokenizedText>, float[][]> predictor = encoder.newPredictor()) {
      List<TokenizedText> batch = new ArrayList<>();
      golden.forEach(sample -> batch.add(encoder.tokenizer().tokenize(text(sample))));
      float[][] together = predictor.predict(batch);
      for (int i = 0; i < batch.size(); i++) {
        agrees(golden.get(i), predictor.predict(List.of(batch.get(i)))[0]);
        agrees(golden.get(i), together[i]);
      }
    }
  }

  private static void agrees(JsonNode sample, float[] pooled) {
    double squares = 0;
    for (float value : pooled) {
      squares += (double) value * value;
    }
    JsonNode expected = sample.get("embedding_first_8");
    for (int i = 0; i < expected.size(); i++) {
      assertThat(pooled[i] / Math.sqrt(squares))
          .as("value %d of '%s'", i, text(sample))
          .isCloseTo(expected.get(i).asDouble(), within(1e-3));
    }
  }

  private static String text(JsonNode sample) {
    return sample.get("text").asString().substring(PREFIX.length());
  }

  private static long[] ids(JsonNode sample) {
    JsonNode ids = sample.get("ids");
    long[] values = new long[ids.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ids.get(i).asLong();
    }
    return values;
  }
}
