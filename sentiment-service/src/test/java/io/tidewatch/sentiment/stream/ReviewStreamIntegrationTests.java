package io.tidewatch.sentiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.sentiment.TestingService;
import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

class ReviewStreamIntegrationTests extends TestingService {
  @Autowired private EventPublisher events;
  @Autowired private KafkaTemplate<String, String> kafka;
  @Autowired private JdbcClient database;
  @Autowired private MockMvc web;
  @Autowired private JsonMapper json;

  private final String customer = "C-" + UUID.randomUUID();
  private KafkaConsumer<String, String> results;

  @BeforeEach
  void listen() {
    results =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", TestingKafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    results.subscribe(
        List.of(
            Topics.SENTIMENT_SCORED,
            Topics.deadLetter(Topics.REVIEWS_RECEIVED),
            Topics.PIPELINE_RUNS));
  }

  @AfterEach
  void stopListening() {
    results.close();
  }

  @Test
  void scoresStoresAndSendsOnWhatArrives() throws Exception {
    events.publishAndWait(review("1", "Wonderful, I recommend it to everybody!", "2026-01-05"));
    events.publishAndWait(review("2", "Furchtbar, nach einem Tag kaputt.", "2026-02-05"));

    List<SentimentScored> sent = scored(2);
    assertThat(sent)
        .extracting(SentimentScored::textId)
        .containsExactlyInAnyOrder(id("1"), id("2"));
    SentimentScored good =
        sent.stream().filter(s -> s.textId().equals(id("1"))).findFirst().orElseThrow();
    assertThat(good.sentiment().stars()).isGreaterThanOrEqualTo(4);
    assertThat(good.customerId()).isEqualTo(customer);
    assertThat(good.writtenAt()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    await().untilAsserted(() -> assertThat(stored()).isEqualTo(2));

    web.perform(as("/api/v1/sentiment/customers/" + customer))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.texts").value(2))
        .andExpect(jsonPath("$.latest[0].textId").value(id("2")))
        .andExpect(jsonPath("$.latestStars").value(org.hamcrest.Matchers.lessThanOrEqualTo(2)))
        .andExpect(jsonPath("$.shareNegative").value(0.5))
        .andExpect(jsonPath("$.trend").value(org.hamcrest.Matchers.lessThan(0.0)));
    web.perform(as("/api/v1/sentiment/texts?kind=review&size=1&customer=" + customer))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.items", hasSize(1)))
        .andExpect(jsonPath("$.total").value(2));
    web.perform(
            as(
                "/api/v1/sentiment/texts?sentiment="
                    + good.sentiment().wireName()
                    + "&customer="
                    + customer))
        .andExpect(jsonPath("$.total").value(1))
        .andExpect(jsonPath("$.items[0].probabilities.length()").value(5));
    web.perform(as("/api/v1/sentiment/summary"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.classes.length()").value(5))
        .andExpect(jsonPath("$.byLanguage[?(@.language == 'en')].texts").exists())
        .andExpect(jsonPath("$.byDay[?(@.day == '2026-01-05')].classes").exists());
    web.perform(as("/api/v1/sentiment/summary?days=0")).andExpect(status().isBadRequest());
  }

  @Test
  void changesNothingWhenATextIsDeliveredAgain() {
    ReviewReceived review = review("again", "It is fine.", "2026-03-01");
    events.publishAndWait(review);
    scored(1);
    await().untilAsserted(() -> assertThat(stored()).isEqualTo(1));
    Instant before = scoredAt();

    events.publishAndWait(review);
    scored(1);
    events.publishAndWait(review("after", "Something else.", "2026-03-02"));
    await().untilAsserted(() -> assertThat(stored()).isEqualTo(2));
    assertThat(scoredAt()).isEqualTo(before);
  }

  @Test
  void putsAnUnreadableRecordAsideAndGoesOn() {
    for (String value : List.of("{\"textId\":", "[]", "{\"textId\":\"x\"}")) {
      kafka.send(Topics.REVIEWS_RECEIVED, customer, value).join();
    }
    events.publishAndWait(review("next", "Still alive.", "2026-03-03"));

    List<ConsumerRecord<String, String>> aside =
        read(Topics.deadLetter(Topics.REVIEWS_RECEIVED), 3);
    assertThat(aside).extracting(ConsumerRecord::key).containsOnly(customer);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stored()).isEqualTo(1));
  }

  @Test
  void triesAgainUntilTheDatabaseTakesTheScores() {
    database.sql("alter table scored_text rename to moved_away").update();
    events.publishAndWait(review("patient", "Worth the wait.", "2026-03-04"));
    await().during(Duration.ofSeconds(1)).until(() -> true);
    database.sql("alter table moved_away rename to scored_text").update();

    assertThat(scored(1).getFirst().textId()).isEqualTo(id("patient"));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stored()).isEqualTo(1));
  }

  @Test
  void forgetsAnErasedCustomerHoweverLongTheDatabaseIsAway() {
    events.publishAndWait(review("private", "It is fine.", "2026-03-05"));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stored()).isEqualTo(1));
    database.sql("alter table scored_text rename to moved_away").update();
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, customer, null).join();
    await().during(Duration.ofSeconds(1)).until(() -> true);
    database.sql("alter table moved_away rename to scored_text").update();

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored()).isZero());
  }

  @Test
  void reportsABurstAsOneRun() {
    events.publishAndWait(review("run", "Counted.", "2026-03-03"));

    List<PipelineRunReported> runs = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              results
                  .poll(Duration.ofMillis(200))
                  .records(Topics.PIPELINE_RUNS)
                  .forEach(r -> runs.add(json.readValue(r.value(), PipelineRunReported.class)));
              return runs.stream()
                  .anyMatch(r -> r.eventType() == PipelineRunReported.State.COMPLETE);
            });
    PipelineRunReported complete =
        runs.stream()
            .filter(r -> r.eventType() == PipelineRunReported.State.COMPLETE)
            .findFirst()
            .orElseThrow();
    assertThat(complete.job().name()).isEqualTo("sentiment.score");
    assertThat(complete.run().facets().counts()).isNotNull();
    assertThat(complete.run().facets().counts().rows().balanced()).isTrue();
  }

  private ReviewReceived review(String name, String text, String day) {
    return new ReviewReceived(
        id(name),
        TextKind.REVIEW,
        customer,
        "en",
        text,
        null,
        "P-1",
        Instant.parse(day + "T00:00:00Z"),
        Instant.parse("2026-04-01T00:00:00Z"));
  }

  private String id(String name) {
    return customer + "-" + name;
  }

  private List<SentimentScored> scored(int count) {
    return read(Topics.SENTIMENT_SCORED, count).stream()
        .map(r -> json.readValue(r.value(), SentimentScored.class))
        .toList();
  }

  private List<ConsumerRecord<String, String>> read(String topic, int count) {
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              results
                  .poll(Duration.ofMillis(200))
                  .records(topic)
                  .forEach(
                      r -> {
                        if (customer.equals(r.key())) {
                          found.add(r);
                        }
                      });
              return found.size() >= count;
            });
    return found;
  }

  private long stored() {
    return database
        .sql("select count(*) from scored_text where customer_id = ?")
        .param(customer)
        .query(Long.class)
        .single();
  }

  private Instant scoredAt() {
    return database
        .sql("select scored_at from scored_text where text_id = ?")
        .param(id("again"))
        .query(java.sql.Timestamp.class)
        .single()
        .toInstant();
  }

  private MockHttpServletRequestBuilder as(String path) {
    return get(path).header("Authorization", TestingTokens.bearer("reader"));
  }
}
