package io.tidewatch.sentiment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the sentiment service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SentimentServiceApplication {

  /** Runs the service until it is stopped. */
  public static void main(String[] args) {
    SpringApplication.run(SentimentServiceApplication.class, args);
  }
}
