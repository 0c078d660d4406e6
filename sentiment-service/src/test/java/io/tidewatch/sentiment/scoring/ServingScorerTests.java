package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.sentiment.language.ScriptGuess;
import io.tidewatch.sentiment.model.Precision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServingScorerTests {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BatchingScorer model = TestingScorer.of(Precision.FP32, 8, 20);
  private final long before =
      TestingScorer.METERS.get("tidewatch.sentiment.tokenize").timer().count();
  private final LoadedModel loaded = new LoadedModel(model, description());

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void answersATextThatComesAgainWithoutTheModel() {
    ServingScorer scorer = scorer(100);
    Scored first = scorer.score(List.of("Not what  I ordered")).getFirst();
    long asked = tokenized();

    assertThat(scorer.score(List.of(" Not what I\nordered ", "Not what I ordered")))
        .containsExactly(first, first);
    assertThat(tokenized()).isEqualTo(asked);
    assertThat(meters.get("cache.gets").tag("result", "hit").functionCounter().count())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void scoresATextOncePerCallAndKeepsNothingWithoutACache() {
    ServingScorer scorer = scorer(0);
    scorer.score(List.of("the same", "the same", "the same"));
    assertThat(tokenized()).isEqualTo(1);
  }

  @Test
  void refusesWhatDoesNotFitAndAnswersAgainAfterwards() {
    ServingScorer scorer = scorer(0);
    assertThatThrownBy(
            () -> scorer.score(IntStream.range(0, 21).mapToObj(i -> "text " + i).toList()))
        .isInstanceOf(OverloadedException.class);
    assertThat(scorer.score(IntStream.range(0, 20).mapToObj(i -> "text " + i).toList()))
        .hasSize(20);
  }

  @Test
  void countsWhatItAnswersByClassAndLanguage() {
    ServingScorer scorer = scorer(10);
    scorer.score(List.of("とても満足しています。おすすめです!", "", "great ".repeat(20_000)));

    assertThat(meters.get("tidewatch.sentiment.scored").tag("language", "ja").counter().count())
        .isEqualTo(1);
    assertThat(
            meters.get("tidewatch.sentiment.confidence").tag("language", "und").summary().count())
        .isEqualTo(2);
    assertThat(meters.get("tidewatch.sentiment.windows").summary().max()).isEqualTo(16);
    assertThat(meters.get("tidewatch.sentiment.truncated").counter().count()).isEqualTo(1);
    assertThat(meters.get("tidewatch.sentiment.queue.depth").gauge().value()).isZero();
    assertThat(meters.get("tidewatch.sentiment.memory.resident").gauge().value()).isNotZero();
    for (String timer : List.of("queue.wait", "tokenize", "infer", "post")) {
      assertThat(TestingScorer.METERS.get("tidewatch.sentiment." + timer).timer().count())
          .as(timer)
          .isPositive();
    }
    assertThat(TestingScorer.METERS.get("tidewatch.sentiment.batch.padding").summary().count())
        .isPositive();
  }

  @Test
  void closesAModelWhenItsLastUserIsDone() {
    LoadedModel own = new LoadedModel(TestingScorer.of(Precision.FP32, 8, 20), description());
    assertThat(own.acquire()).isTrue();
    own.retire();
    assertThat(own.scorer().scorePatiently(List.of("still here"))).hasSize(1);
    own.release();
    assertThat(own.awaitClosed(Duration.ofSeconds(60))).isTrue();
    assertThat(own.acquire()).isFalse();
  }

  private ServingScorer scorer(int cacheSize) {
    return new ServingScorer(
        loaded, new ScoreCache(cacheSize, meters), new ScriptGuess(), new ScoringMetrics(meters));
  }

  private long tokenized() {
    return TestingScorer.METERS.get("tidewatch.sentiment.tokenize").timer().count() - before;
  }

  private ModelDescription description() {
    return new ModelDescription(
        model.modelVersion(),
        "test",
        List.of(),
        Precision.FP32,
        "cpu",
        2,
        128,
        16,
        "classpath:/model/",
        Instant.EPOCH,
        Map.of(),
        "");
  }
}
