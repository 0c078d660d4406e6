package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.PrecisionChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchingScorerTests {
  private static BatchingScorer scorer;

  @BeforeAll
  static void load() {
    scorer = TestingScorer.of(Precision.FP32, 32, 64);
  }

  @AfterAll
  static void unload() {
    scorer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | Absolutely wonderful, I love it, best purchase ever! | Terrible quality, it broke after one day. Waste of money.
          de | Wunderbar, ich bin begeistert, beste Anschaffung! | Furchtbare Qualität, nach einem Tag kaputt. Geldverschwendung.
          fr | Excellent produit, je suis ravi, je recommande vivement ! | Très mauvaise qualité, cassé au bout d'un jour. À éviter.
          es | Excelente, me encanta, la mejor compra que he hecho. | Pésima calidad, se rompió al primer día. Dinero tirado.
          it | Ottimo prodotto, sono entusiasta, lo consiglio a tutti! | Pessima qualità, si è rotto dopo un giorno. Soldi buttati.
          pt | Excelente produto, adorei, recomendo a todos! | Péssima qualidade, quebrou no primeiro dia. Dinheiro jogado fora.
          nl | Geweldig product, ik ben er heel blij mee, aanrader! | Zeer slechte kwaliteit, na één dag al kapot. Niet kopen!
          pl | Wspaniały produkt, jestem zachwycony, polecam! | Fatalna jakość, zepsuł się po jednym dniu. Strata pieniędzy.
          ru | Отличный товар, я в восторге, всем рекомендую! | Ужасное качество, сломалось через день. Деньги на ветер.
          ja | 素晴らしい商品です。とても満足しています。おすすめです! | 最悪の品質です。一日で壊れました。お金の無駄でした。
          zh | 非常好,我很喜欢,强烈推荐! | 质量太差了,一天就坏了,浪费钱。
          ko | 정말 훌륭하고 최고예요. 강력 추천합니다! | 최악이에요. 돈이 아깝습니다. 정말 별로예요.
          ar | منتج رائع جدا وأنا سعيد به وأنصح به الجميع | جودة سيئة جدا تعطل بعد يوم واحد لا أنصح به
          """)
  void tellsDelightFromAngerInManyLanguages(String language, String good, String bad) {
    List<Scored> scored = scorer.score(List.of(good, bad));
    assertThat(scored.get(0).sentiment().stars()).as(good).isGreaterThanOrEqualTo(4);
    assertThat(scored.get(1).sentiment().stars()).as(bad).isLessThanOrEqualTo(2);
  }

  @Test
  void givesFiveProbabilitiesInOrderThatSumToOne() {
    for (Scored scored : scorer.score(texts())) {
      assertThat(scored.probabilities().keySet()).containsExactly(Sentiment.values());
      assertThat(scored.probabilities().values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(scored.probabilities().get(scored.sentiment())).isEqualTo(scored.confidence());
      assertThat(scored.probabilities().values()).allMatch(p -> p <= scored.confidence());
    }
  }

  @Test
  void givesOneTextAloneTheProbabilitiesItHasAmongThirtyTwo() {
    agreesAloneAndTogether(scorer, 1e-5);
  }

  @Test
  void givesThemInHalfPrecisionToo() {
    assumeTrue(
        PrecisionChoice.AUTO.resolve() == Precision.BF16, "this processor has no avx512_bf16");
    try (BatchingScorer half = TestingScorer.of(Precision.BF16, 32, 64)) {
      agreesAloneAndTogether(half, 1e-3);
    }
  }

  private static void agreesAloneAndTogether(BatchingScorer scorer, double tolerance) {
    List<String> texts = texts();
    List<Scored> together = scorer.score(texts);
    for (int i = 0; i < texts.size(); i++) {
      Scored alone = scorer.score(List.of(texts.get(i))).getFirst();
      for (Sentiment sentiment : Sentiment.values()) {
        assertThat(alone.probabilities().get(sentiment))
            .isCloseTo(together.get(i).probabilities().get(sentiment), within(tolerance));
      }
    }
  }

  @Test
  void leavesATextWithoutWordsUndecided() {
    assertThat(scorer.score(List.of("", " \n\t")))
        .allSatisfy(
            scored -> {
              assertThat(scored.sentiment()).isEqualTo(Sentiment.NEUTRAL);
              assertThat(scored.confidence()).isEqualTo(0.2);
            });
  }

  @Test
  void refusesMoreThanItsQueueHolds() {
    assertThatThrownBy(() -> scorer.score(Collections.nCopies(65, "too much")))
        .isInstanceOf(OverloadedException.class);
    assertThat(scorer.score(Collections.nCopies(64, "fits again"))).hasSize(64);
  }

  @Test
  void answersASmallRequestBesideALargeOne() {
    AtomicBoolean largeDone = new AtomicBoolean();
    List<String> large =
        IntStream.range(0, 600).mapToObj(i -> "complaint %d ".formatted(i).repeat(20)).toList();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> {
              scorer.scorePatiently(large);
              largeDone.set(true);
            });
    assertThat(scorer.score(List.of("me first, please"))).hasSize(1);
    assertThat(largeDone).isFalse();
    running.join();
  }

  @Test
  void readsALongTextAsTheMeanOfItsWindows() {
    String text = "A fine day for a parcel. ".repeat(40);
    Scored scored = scorer.score(List.of(text)).getFirst();
    assertThat(scored.windows()).isGreaterThan(1);
    assertThat(scored.truncated()).isFalse();
    assertThat(scored.probabilities().values().stream().mapToDouble(p -> p).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void scoresMoreThanItsQueueHoldsWhenTheCallerWaits() {
    assertThat(scorer.scorePatiently(Collections.nCopies(200, "no hurry"))).hasSize(200);
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      texts.add("Delivery number " + i + " was late again. ".repeat(1 + i % 7));
    }
    return texts;
  }
}
