package io.tidewatch.platform.erasure;

import io.tidewatch.contracts.events.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Hands erasures to a service that {@link ForgetsCustomers}: a record of the identities' topic with
 * no value is one.
 *
 * <p>The offset is committed after the service has forgotten, so a crash between leads to the same
 * erasure again. It is tried without end: an erasure that was given up would leave personal data
 * behind, and one that fails fails because a store is down.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean({ConsumerFactory.class, ForgetsCustomers.class})
public class ErasureAutoConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ErasureAutoConfiguration.class);
  private static final long PAUSE_MILLIS = 5_000;

  @Bean
  ConcurrentMessageListenerContainer<String, String> erasures(
      ConsumerFactory<?, ?> consumers, ForgetsCustomers service, Environment environment) {
    ContainerProperties properties = new ContainerProperties(Topics.CUSTOMERS_IDENTIFIED);
    properties.setGroupId(environment.getRequiredProperty("spring.application.name") + "-erasures");
    properties.setMessageListener(
        (MessageListener<String, String>)
            heard -> {
              if (heard.value() == null && heard.key() != null) {
                service.forget(heard.key());
                log.atInfo().addKeyValue("offset", heard.offset()).log("a customer was forgotten");
              }
            });
    Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    var container =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(
                settings, new StringDeserializer(), new StringDeserializer()),
            properties);
    container.setBeanName("erasures");
    container.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(PAUSE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return container;
  }
}
