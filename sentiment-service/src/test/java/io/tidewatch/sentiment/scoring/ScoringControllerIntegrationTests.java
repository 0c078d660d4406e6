package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.sentiment.TestingService;
import io.tidewatch.testing.TestingTokens;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoringControllerIntegrationTests extends TestingService {
  private static final String ONE = "/api/v1/sentiment";
  private static final String BATCH = "/api/v1/sentiment/batch";

  @Autowired private MockMvc web;
  @Autowired private JsonMapper json;

  @Test
  void answersNobodyWithoutAToken() throws Exception {
    web.perform(post(ONE).contentType(MediaType.APPLICATION_JSON).content("{\"text\":\"fine\"}"))
        .andExpect(status().isUnauthorized());
    web.perform(get("/api/v1/sentiment/summary")).andExpect(status().isUnauthorized());
    web.perform(get("/api/v1/sentiment/model")).andExpect(status().isUnauthorized());
  }

  @Test
  void letsAReaderReadButNotScore() throws Exception {
    String reader = TestingTokens.bearer("reader");
    web.perform(
            post(ONE)
                .header("Authorization", reader)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"text\":\"fine\"}"))
        .andExpect(status().isForbidden());
    web.perform(get("/api/v1/sentiment/model").header("Authorization", reader))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.version").value(containsString("tidewatch-sentiment")))
        .andExpect(jsonPath("$.classes", hasSize(5)))
        .andExpect(jsonPath("$.card").value(containsString("licence tiers")));
  }

  @Test
  void scoresOneText() throws Exception {
    send(ONE, "{\"id\":\"r-1\",\"text\":\"Best purchase ever, I love it!\",\"language\":\"en\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.id").value("r-1"))
        .andExpect(jsonPath("$.class").value(containsString("positive")))
        .andExpect(jsonPath("$.stars").value(greaterThanOrEqualTo(4)))
        .andExpect(jsonPath("$.probabilities.length()").value(5))
        .andExpect(jsonPath("$.language").value("en"))
        .andExpect(jsonPath("$.truncated").value(false))
        .andExpect(jsonPath("$.scoredAt").exists());
  }

  @Test
  void scoresABatchInOrderAndAsTheSameTextAlone() throws Exception {
    String alone =
        send(ONE, "{\"text\":\"Broken on arrival, never again.\"}")
            .andReturn()
            .getResponse()
            .getContentAsString();
    double expected = json.readTree(alone).get("confidence").asDouble();
    send(
            BATCH,
            "[{\"id\":\"a\",\"text\":\"ok\"},{\"id\":\"b\",\"text\":\"Broken on arrival, never again.\"}]")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[*].id", contains("a", "b")))
        .andExpect(jsonPath("$[1].confidence", closeTo(expected, 1e-3), Double.class));
    send(BATCH, "[]").andExpect(status().isOk()).andExpect(jsonPath("$", hasSize(0)));
  }

  @Test
  void namesTheFieldThatIsMissing() throws Exception {
    send(ONE, "{\"id\":\"r-1\"}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("text"));
    send(BATCH, "[{\"text\":\"fine\"},{\"id\":\"x\"},null]")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[*].field", contains("[1].text", "[2].text")));
    send(ONE, "{\"text\":{\"no\":\"string\"}}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/malformed-json"))
        .andExpect(jsonPath("$.field").value(containsString("text")));
    send(ONE, "{\"text\":").andExpect(status().isBadRequest());
  }

  @Test
  void refusesMoreThanItPromises() throws Exception {
    String many = Collections.nCopies(41, "{\"text\":\"hi\"}").toString();
    send(BATCH, many)
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/batch-too-large"))
        .andExpect(jsonPath("$.limit").value(40));
    send(ONE, "{\"text\":\"" + "x".repeat(2_100_000) + "\"}")
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/request-too-large"));
  }

  @Test
  void answersOverloadWithATimeToComeBack() throws Exception {
    String more =
        IntStream.range(0, 35).mapToObj(i -> "{\"text\":\"hi " + i + "\"}").toList().toString();
    send(BATCH, more)
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "2"))
        .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/overloaded"));
  }

  @Test
  void readsTheFirstWindowsOfAMegabyteAndSaysSo() throws Exception {
    send(ONE, "{\"text\":\"" + "great ".repeat(170_000) + "\"}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.windows").value(16))
        .andExpect(jsonPath("$.truncated").value(true));
  }

  @Test
  void readsALongTextToItsEnd() throws Exception {
    String dull = "The parcel came on a weekday and had the usual size. ".repeat(40);
    String end = "Horrible, broken, worst purchase ever, I want my money back. ".repeat(12);
    double alone = negative(send(ONE, "{\"text\":\"" + dull + "\"}"));
    ResultActions both =
        send(ONE, "{\"text\":\"" + dull + end + "\"}")
            .andExpect(jsonPath("$.windows").value(greaterThanOrEqualTo(3)))
            .andExpect(jsonPath("$.truncated").value(false));
    assertThat(negative(both)).isGreaterThan(alone + 0.1);
  }

  @Test
  void guessesTheLanguageThatTheCallerDidNotGive() throws Exception {
    send(ONE, "{\"text\":\"とても満足しています。おすすめです!\"}")
        .andExpect(jsonPath("$.language").value("ja"))
        .andExpect(jsonPath("$.languageGuessed").value(true));
    send(ONE, "{\"text\":\"とても満足しています。おすすめです!\",\"language\":\"xx\"}")
        .andExpect(jsonPath("$.language").value("xx"))
        .andExpect(jsonPath("$.languageGuessed").doesNotExist());
    send(ONE, "{\"text\":\"👍👍\"}").andExpect(jsonPath("$.language").value("und"));
  }

  private double negative(ResultActions answer) throws Exception {
    JsonNode shares =
        json.readTree(answer.andReturn().getResponse().getContentAsString()).get("probabilities");
    return shares.get("very_negative").asDouble() + shares.get("negative").asDouble();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"   \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"👍👍👍\"",
        "\"\\u202E drop table; -- <script>alert(1)</script>\"",
        "\"ok 好 хорошо جيد 좋아요\""
      })
  void answersNaughtyTexts(String text) throws Exception {
    JsonNode answer =
        json.readTree(
            send(ONE, "{\"text\":" + text + "}")
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    double sum = 0;
    for (JsonNode probability : answer.get("probabilities")) {
      sum += probability.asDouble();
    }
    assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
  }

  private ResultActions send(String path, String body) throws Exception {
    return web.perform(
        post(path)
            .header("Authorization", TestingTokens.bearer("analyst"))
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }
}
