package io.tidewatch.etl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ETL service: raw tables in, processed tables and marts out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EtlApplication {

  public static void main(String[] args) {
    SpringApplication.run(EtlApplication.class, args);
  }
}
