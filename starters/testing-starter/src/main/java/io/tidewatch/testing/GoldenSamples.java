package io.tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.TidewatchEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/**
 * The golden samples of the contracts, read and written with a service's own mapper: what one
 * service writes the other can read.
 */
public final class GoldenSamples {
  private GoldenSamples() {}

  /**
   * Asserts that the service on the class path, with the JSON settings of its own {@code
   * application.properties}, reads the golden sample of each type and writes the same JSON again.
   */
  @SafeVarargs
  public static void assertServiceReadsAndWrites(Class<? extends TidewatchEvent>... types) {
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
        .run(context -> assertReadsAndWrites(context.getBean(JsonMapper.class), types));
  }

  /** The golden event of a type, as this mapper reads it. */
  public static <E extends TidewatchEvent> E read(JsonMapper json, Class<E> type) {
    return json.readValue(text(type), type);
  }

  /**
   * Asserts that the mapper reads the golden sample of each type and writes the same JSON again.
   */
  @SafeVarargs
  public static void assertReadsAndWrites(
      JsonMapper json, Class<? extends TidewatchEvent>... types) {
    for (Class<? extends TidewatchEvent> type : types) {
      String golden = text(type);
      String written = json.writeValueAsString(json.readValue(golden, type));
      assertThat(json.readTree(written))
          .as("golden sample of %s", type.getSimpleName())
          .isEqualTo(json.readTree(golden));
    }
  }

  private static String text(Class<?> type) {
    String name = "/golden/" + type.getSimpleName() + ".json";
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("contracts carry no golden sample " + name);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("golden sample " + name + " cannot be read", e);
    }
  }
}
