package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TokenizedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The loader is right: the base encoder, packed and unpacked as a training does, agrees with the
 * reference vectors that came with its weights.
 */
class BaseEncoderTests {
  private static final String PREFIX = "query: ";
  private static final Path BASE = Path.of("../../shared/models/multilingual-e5-small");
  private static TextModel encoder;
  private static JsonNode golden;

  @BeforeAll
  static void load() throws IOException {
    assumeTrue(
        Files.isDirectory(BASE),
        "the base encoder is not here (" + BASE + "): vectors not compared");
    ModelLocation packed =
        new StartingModel(TestingModel.CACHE.resolve("base-encoder")).locate(BASE, null);
    encoder =
        TextModel.load(
            new ModelCache(TestingModel.CACHE).unpack(packed, Precision.FP32, false),
            128,
            TestingModel.CACHE);
    try (InputStream in = BaseEncoderTests.class.getResourceAsStream("/golden.json")) {
      golden = JsonMapper.shared().readTree(Objects.requireNonNull(in));
    }
  }

  @AfterAll
  static void unload() {
    if (encoder != null) {
      encoder.close();
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
}
