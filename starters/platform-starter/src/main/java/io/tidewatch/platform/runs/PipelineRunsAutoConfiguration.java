package io.tidewatch.platform.runs;

import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.platform.kafka.KafkaEventsAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Gives a service its run reporter and the clock that it reports by. */
@AutoConfiguration(after = KafkaEventsAutoConfiguration.class)
public class PipelineRunsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(EventPublisher.class)
  PipelineRuns pipelineRuns(EventPublisher events, Clock clock, Environment environment) {
    return new PipelineRuns(
        events, clock, environment.getProperty("spring.application.name", "tidewatch"));
  }
}
