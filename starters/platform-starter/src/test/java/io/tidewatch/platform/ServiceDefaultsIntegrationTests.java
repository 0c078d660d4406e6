package io.tidewatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.testing.GoldenSamples;
import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingTokens;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    properties = {"spring.application.name=sample-service", "tidewatch.kafka.listener-retries=1"})
@AutoConfigureMockMvc
@Import({
  TestingTokens.Keys.class,
  ServiceDefaultsIntegrationTests.SampleEndpoints.class,
  ServiceDefaultsIntegrationTests.SampleListener.class
})
class ServiceDefaultsIntegrationTests {
  @Autowired MockMvcTester http;
  @Autowired EventPublisher events;
  @Autowired KafkaTemplate<String, String> kafka;
  @Autowired JsonMapper json;
  @Autowired SampleListener listener;

  @DynamicPropertySource
  static void broker(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
  }

  @Test
  void answersWithoutATokenOnlyForHealth() {
    assertThat(http.get().uri("/sample"))
        .hasStatus(401)
        .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("https://tidewatch.io/problems/unauthorized");
    assertThat(http.get().uri("/actuator/prometheus")).hasStatus(401);
    assertThat(http.get().uri("/v3/api-docs")).hasStatus(401);
  }

  @Test
  void ranksRoles() {
    assertThat(http.get().uri("/sample").header("Authorization", TestingTokens.bearer("reader")))
        .hasStatusOk();
    assertThat(
            http.get()
                .uri("/sample/admin")
                .header("Authorization", TestingTokens.bearer("operator")))
        .hasStatus(403)
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("https://tidewatch.io/problems/forbidden");
    assertThat(
            http.get()
                .uri("/sample/operator")
                .header("Authorization", TestingTokens.bearer("admin")))
        .hasStatusOk();
    assertThat(http.get().uri("/sample").header("Authorization", TestingTokens.bearer()))
        .hasStatus(403);
  }

  @Test
  void saysWhenToComeBackWhenOverloaded() {
    assertThat(
            http.get().uri("/sample/busy").header("Authorization", TestingTokens.bearer("reader")))
        .hasStatus(503)
        .hasHeader("Retry-After", "7")
        .bodyJson()
        .extractingPath("$.type")
        .isEqualTo("https://tidewatch.io/problems/overloaded");
  }

  @Test
  void namesLineAndColumnOfMalformedJson() {
    assertThat(post("{\"amount\": 1,\n oops}"))
        .hasStatus(400)
        .bodyJson()
        .hasPathSatisfying(
            "$.type", t -> assertThat(t).isEqualTo("https://tidewatch.io/problems/malformed-json"))
        .hasPathSatisfying("$.line", l -> assertThat(l).isEqualTo(2));
  }

  @Test
  void namesTheFieldThatIsNotValid() {
    assertThat(post("{\"amount\": -1}"))
        .hasStatus(400)
        .bodyJson()
        .extractingPath("$.errors[0].field")
        .isEqualTo("amount");
    assertThat(post("{\"amount\": \"many\"}")).hasStatus(400).bodyJson().hasPath("$.field");
  }

  @Test
  void deliversEventsTypedAndDeadLettersWhatCannotBeRead() {
    ClickRecorded click = GoldenSamples.read(json, ClickRecorded.class);
    kafka.send(Topics.CLICKSTREAM_EVENTS, "k", "{\"not\": \"a click\"}").join();
    events.publishAndWait(click);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> listener.clicks.contains(click));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !listener.dead.isEmpty());
    assertThat(listener.dead.element().value()).isEqualTo("{\"not\": \"a click\"}");
    assertThat(listener.dead.element().headers().lastHeader("kafka_dlt-exception-message"))
        .isNotNull();
  }

  @Test
  void readsAndWritesTheGoldenSamples() {
    GoldenSamples.assertReadsAndWrites(json, ClickRecorded.class, AnomalyDetected.class);
  }

  private org.springframework.test.web.servlet.assertj.MvcTestResult post(String body) {
    return http.post()
        .uri("/sample")
        .header("Authorization", TestingTokens.bearer("reader"))
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  record Order(@Positive int amount) {}

  @RestController
  static class SampleEndpoints {
    @GetMapping("/sample")
    String read() {
      return "ok";
    }

    @PostMapping("/sample")
    Order create(@Valid @RequestBody Order order) {
      return order;
    }

    @GetMapping("/sample/admin")
    @PreAuthorize("hasRole('ADMIN')")
    String admin() {
      return "ok";
    }

    @GetMapping("/sample/operator")
    @PreAuthorize("hasRole('OPERATOR')")
    String operator() {
      return "ok";
    }

    @GetMapping("/sample/busy")
    String busy() {
      throw new OverloadedException("The queue is full.", Duration.ofSeconds(7));
    }
  }

  static class SampleListener {
    final Queue<ClickRecorded> clicks = new ConcurrentLinkedQueue<>();
    final Queue<ConsumerRecord<String, String>> dead = new ConcurrentLinkedQueue<>();

    @KafkaListener(topics = Topics.CLICKSTREAM_EVENTS)
    void on(ClickRecorded click) {
      clicks.add(click);
    }

    @KafkaListener(topics = Topics.CLICKSTREAM_EVENTS + "-dlt", groupId = "dead")
    void onDead(ConsumerRecord<String, String> record) {
      dead.add(record);
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class SampleService {}
}
