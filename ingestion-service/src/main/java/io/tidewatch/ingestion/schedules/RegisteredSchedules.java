package io.tidewatch.ingestion.schedules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Keeps the schedules of the configured files when the service starts; one that is wrong stops it.
 */
@Component
class RegisteredSchedules implements ApplicationRunner {
  private final ScheduleProperties properties;
  private final Schedules schedules;

  RegisteredSchedules(ScheduleProperties properties, Schedules schedules) {
    this.properties = properties;
    this.schedules = schedules;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
    for (String location : properties.locations()) {
      for (Resource file : files.getResources(location)) {
        String yaml = file.getContentAsString(StandardCharsets.UTF_8);
        schedules.keep(ScheduleYaml.parse(file.getDescription(), yaml), yaml);
      }
    }
  }
}
