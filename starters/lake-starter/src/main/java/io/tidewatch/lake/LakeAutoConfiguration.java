package io.tidewatch.lake;

import io.tidewatch.lake.dataset.DataSets;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Gives a service the lake and the data sets. */
@AutoConfiguration
@EnableConfigurationProperties(LakeProperties.class)
public class LakeAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Lake lake(LakeProperties properties) {
    return new Lake(properties);
  }

  @Bean
  @ConditionalOnMissingBean
  DataSets dataSets(LakeProperties properties) {
    return DataSets.read(new PathMatchingResourcePatternResolver(), properties.datasets());
  }
}
