package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.model.TokenizedText;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthAwareQueueTests {
  private final LengthAwareQueue queue = new LengthAwareQueue();

  @Test
  void batchesTheOldestTextWithOthersOfItsLength() throws InterruptedException {
    queue.add(ofLengths(10, 100, 11, 60, 104));

    assertThat(lengths(queue.take(8))).containsExactly(10, 11);
    assertThat(lengths(queue.take(8))).containsExactly(100, 104);
    assertThat(lengths(queue.take(8))).containsExactly(60);
    assertThat(queue.size()).isZero();
  }

  @Test
  void takesPowersOfTwo() throws InterruptedException {
    queue.add(ofLengths(5, 5, 5, 5, 5, 5, 5));

    assertThat(queue.take(16)).hasSize(4);
    assertThat(queue.take(16)).hasSize(2);
    assertThat(queue.take(16)).hasSize(1);
  }

  @Test
  void neverTakesMoreThanAskedFor() throws InterruptedException {
    queue.add(ofLengths(5, 5, 5));

    assertThat(queue.take(2)).hasSize(2);
    assertThat(queue.take(2)).hasSize(1);
  }

  private static List<PendingText> ofLengths(int... lengths) {
    return IntStream.of(lengths)
        .mapToObj(length -> new PendingText(new TokenizedText(new long[length], false)))
        .toList();
  }

  private static List<Integer> lengths(List<PendingText> batch) {
    return batch.stream().map(pending -> pending.text().length()).toList();
  }
}
