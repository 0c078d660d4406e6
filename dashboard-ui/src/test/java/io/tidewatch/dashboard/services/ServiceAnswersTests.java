package io.tidewatch.dashboard.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.json.JsonMapper;

class ServiceAnswersTests {
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void findsTheModelInTheSummaries() {
    var document =
        json.readTree(
            """
            [{"model":"clickstream","scored":1,"high":0,"medium":0,"low":1,"mean":0.1,"histogram":[1,0,0,0,0,0,0,0,0,0],"drivers":[]},
             {"model":"customer","modelVersion":"v3","scored":4,"high":1,"medium":1,"low":2,"mean":0.3,"histogram":[2,0,0,1,0,0,1,0,0,0],"scoredAt":"2026-11-22T10:00:00Z","drivers":[{"feature":"contract","meanAbsoluteContribution":0.2}]}]
            """);

    ChurnSummary summary = ChurnSummary.of("customer", document, json).orElseThrow();

    assertThat(summary.shareAtRisk()).isEqualTo(0.25);
    assertThat(summary.histogram()).hasSize(10);
    assertThat(ChurnSummary.of("weather", document, json)).isEmpty();
  }

  @Test
  void tellsTheUserWhatAProblemSays() {
    Failure failure =
        Failure.of(
            HttpServerErrorException.create(
                HttpStatus.SERVICE_UNAVAILABLE,
                "",
                org.springframework.http.HttpHeaders.EMPTY,
                "{\"type\":\"x\",\"detail\":\"The model is being trained.\"}"
                    .getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8));

    assertThat(failure).isEqualTo(new Failure("Not ready", "The model is being trained."));
  }

  @Test
  void saysThatAServiceIsAway() {
    assertThat(Failure.of(new ResourceAccessException("connect")).title())
        .isEqualTo("Not reachable");
  }
}
