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

  @Test
  void letsRequestsTakeTurns() throws InterruptedException {
    queue.add(ofLengths(50, 50, 50, 50, 50, 50));
    queue.add(ofLengths(9));
    queue.add(ofLengths(90, 51));

    assertThat(lengths(queue.take(2))).containsExactly(50, 50);
    assertThat(lengths(queue.take(2))).containsExactly(9);
    assertThat(lengths(queue.take(2))).containsExactly(90);
    assertThat(lengths(queue.take(2))).containsExactly(50, 50);
    assertThat(lengths(queue.take(2))).containsExactly(51, 50);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void forgetsWhatIsWithdrawn() throws InterruptedException {
    List<PendingText> given = ofLengths(5, 5, 70);
    queue.add(given);

    queue.withdraw(given.subList(0, 2));

    assertThat(queue.size()).isEqualTo(1);
    assertThat(lengths(queue.take(4))).containsExactly(70);
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
