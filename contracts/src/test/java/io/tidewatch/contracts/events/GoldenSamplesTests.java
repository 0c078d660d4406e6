package io.tidewatch.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GoldenSamplesTests {
  private final JsonMapper json = JsonMapper.builder().build();

  static Stream<Class<?>> eventTypes() {
    return Arrays.stream(TidewatchEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void rendersWhatItHasRead(Class<?> type) throws IOException {
    JsonNode golden = golden(type);
    Object event = json.treeToValue(golden, type);
    assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void namesAKnownTopicAndAKey(Class<?> type) throws IOException {
    TidewatchEvent event = (TidewatchEvent) json.treeToValue(golden(type), type);
    assertThat(Topics.all()).contains(event.topic());
    assertThat(event.key()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void passesOverFieldsThatALaterVersionAdds(Class<?> type) throws IOException {
    var golden = (tools.jackson.databind.node.ObjectNode) golden(type);
    golden.put("addedLater", "x");
    assertThat(json.treeToValue(golden, type)).isNotNull();
  }

  @Test
  void rejectsAClickWithoutCustomer() {
    assertThatThrownBy(
            () ->
                json.readValue(
                    "{\"eventId\":\"1\",\"type\":\"view\",\"createdAt\":\"2026-11-01T00:00:00Z\"}",
                    ClickRecorded.class))
        .hasMessageContaining("customerId");
  }

  @Test
  void balancesCountsOnlyWhenEveryRowIsAccountedFor() {
    assertThat(new RunCounts(10, 7, 1, 1, 1).balanced()).isTrue();
    assertThat(new RunCounts(10, 7, 1, 1, 0).balanced()).isFalse();
  }

  private JsonNode golden(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/golden/" + type.getSimpleName() + ".json")) {
      assertThat(in).as("golden sample of %s", type.getSimpleName()).isNotNull();
      return json.readTree(in);
    }
  }
}
