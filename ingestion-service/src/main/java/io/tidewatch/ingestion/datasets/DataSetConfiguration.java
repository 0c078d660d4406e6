package io.tidewatch.ingestion.datasets;

import io.tidewatch.lake.LakeProperties;
import io.tidewatch.lake.dataset.DataSets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@Configuration
class DataSetConfiguration {

  @Bean
  DataSets dataSets(LakeProperties properties, RegisteredDataSets registered) {
    return DataSets.read(new PathMatchingResourcePatternResolver(), properties.datasets())
        .with(registered);
  }
}
