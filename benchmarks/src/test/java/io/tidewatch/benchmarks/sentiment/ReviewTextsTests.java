package io.tidewatch.benchmarks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReviewTextsTests {
  private static final Path PHRASES =
      Path.of("../launcher/src/main/resources/samples/phrases.json");

  @Test
  void areAsLongAsReviewsAllDifferentAndTheSameForASeed() throws IOException {
    ReviewTexts texts = ReviewTexts.ofPhrases(PHRASES, 1);
    assertThat(LongStream.range(0, 5_000).mapToObj(texts::text).distinct().count())
        .isEqualTo(5_000);
    int[] lengths =
        LongStream.range(0, 5_000).mapToInt(i -> texts.text(i).length()).sorted().toArray();
    assertThat(lengths[2_500]).isBetween(80, 130);
    assertThat(lengths[4_999]).isLessThan(370);
    assertThat(ReviewTexts.ofPhrases(PHRASES, 1).text(7)).isEqualTo(texts.text(7));
    assertThat(ReviewTexts.ofPhrases(PHRASES, 2).text(7)).isNotEqualTo(texts.text(7));
  }
}
