package io.tidewatch.ingestion.schedules;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads schedules; durations are written like {@code 90s}, {@code 10m} or {@code PT2H}. */
final class ScheduleYaml {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addModule(new SimpleModule().addDeserializer(Duration.class, new Durations()))
          .build();

  private ScheduleYaml() {}

  /**
   * Reads one schedule.
   *
   * @param source where it is from, for messages
   * @throws IllegalArgumentException naming source and reason, if it is not valid
   */
  static Schedule parse(String source, String yaml) {
    try {
      Schedule schedule = YAML.readValue(yaml, Schedule.class);
      Schedule.require(schedule != null, "it is empty");
      return schedule;
    } catch (JacksonException e) {
      throw invalid(source, e.getOriginalMessage() + at(e), e);
    } catch (IllegalArgumentException e) {
      throw invalid(source, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException invalid(String source, String why, Exception cause) {
    return new IllegalArgumentException(
        "The schedule %s is not valid: %s".formatted(source, why), cause);
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : " (line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static final class Durations extends ValueDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) {
      String text = parser.getValueAsString();
      try {
        return DurationStyle.detectAndParse(text);
      } catch (IllegalArgumentException e) {
        return (Duration)
            context.handleWeirdStringValue(
                Duration.class, text, "a duration is written like 90s, 10m or 2h");
      }
    }
  }
}
