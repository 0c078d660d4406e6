package io.tidewatch.ingestion.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTests {
  @Test
  void decimalsAreTheNearestDoubles() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      String digits = Long.toString(random.nextLong() >>> 1 + random.nextInt(60));
      int point = random.nextInt(digits.length() + 1);
      String text =
          (random.nextBoolean() ? "-" : "")
              + digits.substring(0, point)
              + (random.nextInt(5) == 0 ? "" : ".")
              + digits.substring(point);
      assertThat(Numbers.approximate(text)).as(text).isEqualTo(Double.valueOf(text));
    }
    for (String text :
        List.of("0", "-0", "-0.0", "5.", ".5", "0.1", "000000000000000000.30", "9".repeat(60))) {
      assertThat(Numbers.approximate(text)).as(text).isEqualTo(Double.valueOf(text));
    }
  }

  @Test
  void whatIsNoNumberIsNone() {
    for (String text : List.of("", "-", ".", "-.", "1.2.3", "--1", "1-", "x", "1".repeat(61))) {
      assertThat(Numbers.approximate(text)).as(text).isNull();
    }
  }
}
