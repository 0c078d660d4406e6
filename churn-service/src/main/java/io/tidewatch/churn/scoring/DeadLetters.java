package io.tidewatch.churn.scoring;

import io.tidewatch.contracts.events.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes the dead-letter topics of what this service reads. */
@Configuration(proxyBeanMethods = false)
class DeadLetters {

  @Bean
  KafkaAdmin.NewTopics churnDeadLetters() {
    return new KafkaAdmin.NewTopics(
        TopicBuilder.name(Topics.deadLetter(Topics.FEATURES_CUSTOMER)).partitions(1).build(),
        TopicBuilder.name(Topics.deadLetter(Topics.CURATED_READY)).partitions(1).build());
  }
}
