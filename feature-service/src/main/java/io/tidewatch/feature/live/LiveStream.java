package io.tidewatch.feature.live;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;

/** Runs the live topology; a thread that died is replaced, what it had open is repeated. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class LiveStream {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

  @Bean
  StreamsBuilderFactoryBeanConfigurer replacesDeadThreads() {
    return factory ->
        factory.setStreamsUncaughtExceptionHandler(
            e -> {
              log.atError().setCause(e).log("live stream thread died, another takes over");
              return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
  }
}
