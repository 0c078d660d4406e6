package io.tidewatch.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.TestingModel;
import java.util.Arrays;
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

  @Test
  void readsALongTextInOverlappingWindows() {
    String text = "one two three four five six seven eight nine ten ".repeat(12);
    WindowedText cut = tokenizer.windows(text, 8, 16);

    assertThat(cut.truncated()).isFalse();
    assertThat(cut.windows()).hasSizeGreaterThan(3);
    assertThat(cut.windows().getFirst().ids()).isEqualTo(tokenizer.tokenize(text).ids());
    for (int i = 1; i < cut.windows().size(); i++) {
      long[] before = cut.windows().get(i - 1).ids();
      long[] ids = cut.windows().get(i).ids();
      assertThat(ids.length).isLessThanOrEqualTo(32);
      assertThat(Arrays.copyOf(ids, 4)).isEqualTo(Arrays.copyOf(before, 4));
      assertThat(Arrays.copyOfRange(ids, 4, 12))
          .isEqualTo(Arrays.copyOfRange(before, before.length - 9, before.length - 1));
      assertThat(ids[ids.length - 1]).isEqualTo(before[before.length - 1]);
    }
  }

  @Test
  void flagsOnlyTextsWithPiecesThatNoWindowHas() {
    String text = "the box was open ".repeat(40);
    WindowedText some = tokenizer.windows(text, 8, 3);
    assertThat(some.windows()).hasSize(3);
    assertThat(some.truncated()).isTrue();
    assertThat(tokenizer.windows("fine" + " ".repeat(1 << 20), 8, 16).truncated()).isFalse();
    assertThat(tokenizer.windows("fine" + " ".repeat(1 << 20) + "bad", 8, 16).truncated()).isTrue();
    assertThat(tokenizer.windows("x".repeat(1 << 20), 8, 16).windows()).hasSize(16);
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
