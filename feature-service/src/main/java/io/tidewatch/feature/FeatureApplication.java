package io.tidewatch.feature;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the feature service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FeatureApplication {

  public static void main(String[] args) {
    SpringApplication.run(FeatureApplication.class, args);
  }
}
