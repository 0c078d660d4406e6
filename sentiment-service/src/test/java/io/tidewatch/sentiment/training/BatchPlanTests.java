package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTests {
  private static final int ROWS = 5003;
  private final int[] lengths = IntStream.range(0, ROWS).map(i -> i * 37 % 120).toArray();

  @Test
  void meetsEveryRowOncePerPassInBatchesOfAboutOneLength() {
    BatchPlan plan = new BatchPlan(lengths, 16, 1);
    for (int pass = 0; pass < 2; pass++) {
      List<Integer> met = new ArrayList<>();
      int padding = 0;
      for (int i = 0; i < plan.batchesPerPass(); i++) {
        List<Integer> batch = plan.rows((long) pass * plan.batchesPerPass() + i);
        int longest = batch.stream().mapToInt(row -> lengths[row]).max().orElseThrow();
        padding += batch.stream().mapToInt(row -> longest - lengths[row]).sum();
        met.addAll(batch);
      }
      assertThat(met).hasSize(ROWS).doesNotHaveDuplicates();
      assertThat(padding / (double) ROWS).isLessThan(3);
    }
  }

  @Test
  void keepsTheOrderOfASeedFromAnyStepOn() {
    BatchPlan through = new BatchPlan(lengths, 16, 1);
    int steps = through.batchesPerPass();
    List<Integer> late = List.of();
    for (int i = 0; i <= steps + 7; i++) {
      late = through.rows(i);
    }
    assertThat(new BatchPlan(lengths, 16, 1).rows(steps + 7)).isEqualTo(late);
    assertThat(new BatchPlan(lengths, 16, 2).rows(steps + 7)).isNotEqualTo(late);
  }
}
