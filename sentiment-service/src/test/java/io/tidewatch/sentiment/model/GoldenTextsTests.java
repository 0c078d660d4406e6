package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.TestingModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens agree with the reference values of the base encoder; {@code BaseEncoderTests} of the
 * training compares its vectors.
 */
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
