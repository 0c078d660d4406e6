package io.tidewatch.platform.kafka;

import io.tidewatch.contracts.events.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.kafka.support.converter.StringJacksonJsonMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service typed events, all topics, and listeners that retry with a bound. */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean(KafkaTemplate.class)
@EnableConfigurationProperties(KafkaTopicProperties.class)
public class KafkaEventsAutoConfiguration {
  /** A service that was down for so long still hears who was erased; the default is a day. */
  private static final String ERASURES_KEPT_MILLIS = Long.toString(Duration.ofDays(30).toMillis());

  @Bean
  KafkaAdmin.NewTopics platformTopics(KafkaTopicProperties properties) {
    return new KafkaAdmin.NewTopics(
        Topics.all().stream().map(t -> topic(t, properties)).toArray(NewTopic[]::new));
  }

  private static NewTopic topic(String name, KafkaTopicProperties properties) {
    TopicBuilder topic =
        TopicBuilder.name(name).partitions(properties.partitions()).replicas(properties.replicas());
    return Topics.compacted().contains(name)
        ? topic
            .config(TopicConfig.CLEANUP_POLICY_CONFIG, "compact")
            .config(TopicConfig.DELETE_RETENTION_MS_CONFIG, ERASURES_KEPT_MILLIS)
            .build()
        : topic.build();
  }

  @Bean
  @ConditionalOnMissingBean
  EventPublisher eventPublisher(KafkaTemplate<String, String> kafka, JsonMapper json) {
    return new EventPublisher(kafka, json);
  }

  /** Listener methods take event records; the type is that of the method's parameter. */
  @Bean
  @ConditionalOnMissingBean
  RecordMessageConverter eventConverter(JsonMapper json) {
    return new StringJacksonJsonMessageConverter(json);
  }

  /**
   * A failing record is tried again a few times with growing pauses, then goes to the topic's
   * dead-letter topic with the reason in its headers; one that cannot be read goes there at once.
   */
  @Bean
  @ConditionalOnMissingBean
  CommonErrorHandler deadLettering(
      KafkaTemplate<String, String> kafka, KafkaTopicProperties properties) {
    var recoverer =
        new DeadLetterPublishingRecoverer(
            kafka, (record, e) -> new TopicPartition(Topics.deadLetter(record.topic()), -1));
    var backOff = new ExponentialBackOffWithMaxRetries(properties.listenerRetries());
    backOff.setInitialInterval(500);
    backOff.setMultiplier(2);
    backOff.setMaxInterval(10_000);
    return new DefaultErrorHandler(recoverer, backOff);
  }
}
