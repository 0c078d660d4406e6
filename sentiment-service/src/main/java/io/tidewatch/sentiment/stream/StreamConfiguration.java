package io.tidewatch.sentiment.stream;

import io.tidewatch.contracts.events.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of records that fail: one that is no review, or on which the model fails three times
 * while it scores others, goes to the dead-letter topic; when the database, the broker or the model
 * as a whole fails, the batch is tried again until it succeeds, because the texts are not at fault.
 */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
  private static final Logger log = LoggerFactory.getLogger(StreamConfiguration.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  @Bean
  CommonErrorHandler unreadableAside(KafkaTemplate<String, String> kafka, ScoringRuns runs) {
    DeadLetterPublishingRecoverer deadLetters =
        new DeadLetterPublishingRecoverer(
            kafka, (record, e) -> new TopicPartition(Topics.deadLetter(record.topic()), -1));
    ExponentialBackOff untilItSucceeds = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
    untilItSucceeds.setMaxInterval(LONGEST_PAUSE_MILLIS);
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, e) -> {
              deadLetters.accept(record, e);
              runs.putAside();
              log.atWarn()
                  .addKeyValue("topic", record.topic())
                  .addKeyValue("partition", record.partition())
                  .addKeyValue("offset", record.offset())
                  .log("Record put on the dead-letter topic");
            },
            untilItSucceeds);
    handler.setLogLevel(KafkaException.Level.DEBUG);
    handler.setRetryListeners(
        new RetryListener() {
          @Override
          public void failedDelivery(
              ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {}

          @Override
          public void failedDelivery(
              ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
            if (e instanceof BatchListenerFailedException
                || (e != null && e.getCause() instanceof BatchListenerFailedException)) {
              return;
            }
            log.atWarn()
                .addKeyValue("records", records.count())
                .addKeyValue("attempt", attempt)
                .setCause(e)
                .log("Texts could not be scored, sent and stored; they are tried again");
          }
        });
    handler.addNotRetryableExceptions(
        UnreadableReviewException.class, UnscorableReviewException.class);
    return handler;
  }
}
