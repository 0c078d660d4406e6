package io.tidewatch.sentiment;

import io.tidewatch.testing.TestingKafka;
import io.tidewatch.testing.TestingPostgres;
import io.tidewatch.testing.TestingTokens;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service over a real broker, a real database and the shipped model. */
@SpringBootTest(
    properties = {
      "tidewatch.sentiment.max-batch-texts=40",
      "tidewatch.sentiment.queue-capacity=34",
      "tidewatch.sentiment.max-request-bytes=2000000",
      "tidewatch.sentiment.files.directory=target/sentiment-files",
      "spring.kafka.listener.idle-event-interval=1s",
      "tidewatch.sentiment.cache-directory=target/sentiment-cache"
    })
@AutoConfigureMockMvc
@Import(TestingTokens.Keys.class)
public abstract class TestingService {

  @DynamicPropertySource
  static void backEnds(DynamicPropertyRegistry registry) {
    TestingKafka.register(registry);
    TestingPostgres.register(registry, "sentiment");
  }
}
