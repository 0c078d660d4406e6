package io.tidewatch.dashboard.marts;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The second, read-only data source. */
@Configuration(proxyBeanMethods = false)
class MartsConfiguration {

  /** Not a default candidate: everything else keeps the dashboard's own data source. */
  @Bean(defaultCandidate = false)
  HikariDataSource martsDataSource(MartsProperties properties) {
    HikariDataSource source = new HikariDataSource();
    source.setPoolName("marts");
    source.setJdbcUrl(properties.url());
    source.setUsername(properties.username());
    source.setPassword(properties.password());
    source.setMaximumPoolSize(properties.maximumPoolSize());
    source.setMinimumIdle(0);
    source.setReadOnly(true);
    source.setConnectionTimeout(3000);
    // the page starts without the marts and shows them when they are there
    source.setInitializationFailTimeout(-1);
    return source;
  }

  @Bean
  Marts marts(@Qualifier("martsDataSource") HikariDataSource source) {
    return new Marts(JdbcClient.create(source));
  }
}
