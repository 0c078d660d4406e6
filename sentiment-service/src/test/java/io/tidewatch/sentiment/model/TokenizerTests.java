package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.TestingModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTests {
  private static Tokenizer tokenizer;

  @BeforeAll
  static void open() {
    UnpackedModel files =
        new ModelCache(TestingModel.CACHE).unpack(TestingModel.shipped(), Precision.FP32, true);
    Engines.configure(TestingModel.CACHE);
    tokenizer = new Tokenizer(files.tokenizer(), "query: ", 32);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void flagsOnlyTextsThatDoNotFitIntoTheWindow() {
    assertThat(tokenizer.tokenize("short and sweet").truncated()).isFalse();
    TokenizedText cut = tokenizer.tokenize("the box was open ".repeat(40));
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.length()).isEqualTo(32);
    assertThat(tokenizer.tokenize("x".repeat(1 << 20)).truncated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u0000",
        "\ud83d",
        "\udc4d tail",
        "a\ud83db",
        "\u202Eright to left\u202C",
        "Z\u0351\u036b\u0343a\u0334l\u0321g\u0316o",
        "<s></s><pad><mask>",
        "\ufeff",
        "👩‍👩‍👧‍👦🏳️‍🌈"
      })
  void answersTextsThatAreNoSentences(String text) {
    assertThat(tokenizer.tokenize(text).length()).isBetween(5, 32);
  }
}
