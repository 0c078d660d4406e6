package io.tidewatch.dashboard.design;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pages fetch on virtual threads. */
@Configuration(proxyBeanMethods = true)
class BackgroundConfiguration {

  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService pageFetches() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("page-fetch-", 0).factory());
  }

  @Bean
  @ConditionalOnMissingBean
  Background background() {
    return new Background(pageFetches());
  }
}
