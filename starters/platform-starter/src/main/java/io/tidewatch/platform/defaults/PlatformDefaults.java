package io.tidewatch.platform.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Adds {@code platform-defaults.properties} below every other property source. */
class PlatformDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      environment
          .getPropertySources()
          .addLast(
              new ResourcePropertySource(
                  "tidewatch platform defaults",
                  new ClassPathResource("platform-defaults.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException("platform-defaults.properties is missing from the jar", e);
    }
  }
}
