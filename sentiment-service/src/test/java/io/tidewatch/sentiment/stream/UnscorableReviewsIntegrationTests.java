package io.tidewatch.sentiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.sentiment.TestingService;
import io.tidewatch.sentiment.scoring.Scored;
import io.tidewatch.sentiment.scoring.Scorer;
import io.tidewatch.sentiment.scoring.ScoringFailedException;
import io.tidewatch.testing.TestingKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** Texts that the model cannot score neither block their partition nor get lost. */
@Import(UnscorableReviewsIntegrationTests.FailingModel.class)
@DirtiesContext
class UnscorableReviewsIntegrationTests extends TestingService {
  private static final String POISON = "poison";

  @Autowired private EventPublisher events;
  @Autowired private JdbcClient database;
  @Autowired private FailingScorer failing;

  private final String customer = "C-" + UUID.randomUUID();

  @Test
  void putsATextAsideOnWhichTheModelFailsAgainAndAgain() {
    events.publishAndWait(review("before", "Good so far."));
    events.publishAndWait(review("bad", POISON));
    events.publishAndWait(review("after", "Good again."));

    ConsumerRecord<String, String> aside = deadLetter();
    assertThat(aside.value()).contains(customer + "-bad");
    StringBuilder reasons = new StringBuilder();
    aside
        .headers()
        .forEach(header -> reasons.append(new String(header.value(), StandardCharsets.UTF_8)));
    assertThat(reasons).contains("the model failed on the text 3 times");
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stored()).isEqualTo(2));
  }

  @Test
  void triesAgainWhileTheModelFailsOnEverything() {
    failing.everythingFails = true;
    int before = failing.failures.get();
    events.publishAndWait(review("patient", "Worth the wait."));
    await().atMost(Duration.ofSeconds(60)).until(() -> failing.failures.get() > before + 10);
    failing.everythingFails = false;

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(stored()).isEqualTo(1));
  }

  private ReviewReceived review(String name, String text) {
    return new ReviewReceived(
        customer + "-" + name,
        TextKind.REVIEW,
        customer,
        "en",
        text,
        null,
        "P-1",
        Instant.parse("2026-04-01T00:00:00Z"),
        Instant.parse("2026-04-01T00:00:00Z"));
  }

  private long stored() {
    return database
        .sql("select count(*) from scored_text where customer_id = ?")
        .param(customer)
        .query(Long.class)
        .single();
  }

  private ConsumerRecord<String, String> deadLetter() {
    try (KafkaConsumer<String, String> results =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", TestingKafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      results.subscribe(List.of(Topics.deadLetter(Topics.REVIEWS_RECEIVED)));
      List<ConsumerRecord<String, String>> found = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                results
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        r -> {
                          if (customer.equals(r.key())) {
                            found.add(r);
                          }
                        });
                return !found.isEmpty();
              });
      return found.getFirst();
    }
  }

  /** The real scorer, but for one text, or for all while the test says so. */
  static final class FailingScorer implements Scorer {
    private final Scorer real;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean everythingFails;

    FailingScorer(Scorer real) {
      this.real = real;
    }

    @Override
    public List<Scored> score(List<String> texts) {
      if (everythingFails || texts.contains(POISON)) {
        failures.incrementAndGet();
        throw new ScoringFailedException("the test wants it so", null);
      }
      return real.score(texts);
    }

    @Override
    public List<Scored> scorePatiently(List<String> texts) {
      return score(texts);
    }

    @Override
    public String modelVersion() {
      return real.modelVersion();
    }
  }

  /** Puts the failing scorer before the real one. */
  @TestConfiguration
  static class FailingModel {
    @Bean
    @Primary
    FailingScorer failingScorer(@Qualifier("scorer") Scorer real) {
      return new FailingScorer(real);
    }
  }
}
