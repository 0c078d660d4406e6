package io.tidewatch.sentiment.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.sentiment.TestingService;
import io.tidewatch.testing.TestingTokens;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FileScoringIntegrationTests extends TestingService {
  private static final String PATH = "/api/v1/sentiment/files";

  @Autowired private MockMvc web;
  @Autowired private JsonMapper json;
  @Autowired private JdbcClient database;
  @Autowired private KeptFiles files;

  @Test
  void scoresACsvAndGivesItBackWithScores() throws Exception {
    String location =
        accepted(
            upload(
                "reviews.csv",
                "\uFEFFid,review,note\n1,\"Wonderful, I love it\",\"a \"\"b\"\"\"\n"
                    + "2,\"Broken\nafter a day\",\n3\n4,,x\n5,fine,y,too many\n",
                "review"));
    JsonNode job = ended(location);
    assertThat(job.get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("rowsDone").asLong()).isEqualTo(5);
    assertThat(job.get("rowsFailed").asLong()).isEqualTo(2);
    assertThat(job.get("bytesDone").asLong()).isEqualTo(job.get("bytes").asLong());
    assertThat(job.get("rowsPerSecond").asDouble()).isPositive();

    List<String> rows = result(location, "").lines().toList();
    assertThat(rows.getFirst()).startsWith("id,review,note,sentiment_class,sentiment_stars,");
    assertThat(rows.get(1))
        .startsWith("1,\"Wonderful, I love it\",\"a \"\"b\"\"\",")
        .contains("positive");
    List<JsonNode> lines = result(location, "?format=ndjson").lines().map(json::readTree).toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1).get("review").asString()).isEqualTo("Broken\nafter a day");
    assertThat(lines.get(2).get("sentiment_error").asString()).contains("review");
    assertThat(lines.get(3).get("sentiment_windows").asInt()).isZero();
    assertThat(lines.get(4).get("sentiment_error").asString()).contains("4 fields");
  }

  @Test
  void scoresLinesOfJsonAndKeepsGoingAfterABadOne() throws Exception {
    String location =
        accepted(
            upload(
                "reviews.jsonl",
                "{\"id\":7,\"text\":\"Great\"}\n\nnot json\n{\"id\":8}\n{\"id\":9,\"text\":\"Bad\"}",
                "text"));
    assertThat(ended(location).get("rowsFailed").asLong()).isEqualTo(2);
    List<JsonNode> lines = result(location, "").lines().map(json::readTree).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).get("id").asInt()).isEqualTo(7);
    assertThat(lines.get(0).get("sentiment_stars").asInt()).isBetween(1, 5);
    assertThat(lines.get(1).get("sentiment_error").asString()).contains("no JSON object");
    assertThat(lines.get(2).get("sentiment_error").asString()).contains("text");
    assertThat(lines.get(3).get("id").asInt()).isEqualTo(9);
  }

  @Test
  void refusesWhatItCannotScoreAndNamesTheField() throws Exception {
    upload("a.csv", "id,text\n1,x\n", "review")
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.field").value("column"))
        .andExpect(jsonPath("$.detail").value(containsString("[id, text]")));
    upload("a.pdf", "x", "text")
        .andExpect(status().isUnprocessableContent())
        .andExpect(jsonPath("$.field").value("file"));
    upload("a.csv", "", "text").andExpect(status().isUnprocessableContent());
    web.perform(as(get(PATH + "/" + UUID.randomUUID()))).andExpect(status().isNotFound());
  }

  @Test
  void startsOverAfterARestart() throws Exception {
    UUID id = UUID.randomUUID();
    byte[] content = "text\nGood\nBad\n".getBytes(UTF_8);
    files.keep(id, new ByteArrayInputStream(content));
    database
        .sql(
            "insert into file_scoring (id, file_name, format, text_column, bytes, status, rows_done,"
                + " starts, claimed_until) values (?, 'left.csv', 'CSV', 'text', ?, 'RUNNING', 1, 1,"
                + " now() - interval '1 minute')")
        .params(id, content.length)
        .update();

    JsonNode job = ended(PATH + "/" + id);
    assertThat(job.get("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(job.get("rowsDone").asLong()).isEqualTo(2);
    assertThat(job.get("starts").asInt()).isEqualTo(2);
  }

  @Test
  void cancelsAndRemoves() throws Exception {
    String many =
        IntStream.range(0, 4000)
            .mapToObj(i -> "row number " + i + " is one of many")
            .collect(Collectors.joining("\n", "text\n", "\n"));
    String location = accepted(upload("many.csv", many, "text"));
    web.perform(as(get(location + "/result"))).andExpect(status().isConflict());
    web.perform(as(delete(location))).andExpect(status().isNoContent());
    assertThat(ended(location).get("status").asString()).isEqualTo("CANCELLED");
    web.perform(as(delete(location))).andExpect(status().isNoContent());
    web.perform(as(get(location))).andExpect(status().isNotFound());
  }

  private ResultActions upload(String name, String content, String column) throws Exception {
    return web.perform(
        multipart(PATH)
            .file(new MockMultipartFile("file", name, null, content.getBytes(UTF_8)))
            .param("column", column)
            .header("Authorization", TestingTokens.bearer("analyst")));
  }

  private static String accepted(ResultActions answer) throws Exception {
    return Objects.requireNonNull(
        answer.andExpect(status().isAccepted()).andReturn().getResponse().getHeader("Location"));
  }

  private JsonNode ended(String location) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> json.readTree(body(location)), job -> job.has("endedAt"));
  }

  private String result(String location, String query) throws Exception {
    return body(location + "/result" + query);
  }

  private String body(String path) throws Exception {
    return web.perform(as(get(path)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(UTF_8);
  }

  private static MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request) {
    return request.header("Authorization", TestingTokens.bearer("analyst"));
  }
}
