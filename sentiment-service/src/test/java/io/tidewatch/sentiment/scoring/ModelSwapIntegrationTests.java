package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.TestingService;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.TestingClassifier;
import io.tidewatch.testing.TestingTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelSwapIntegrationTests extends TestingService {
  private static final String PATH = "/api/v1/sentiment/model";

  @TempDir Path directory;
  @Autowired private MockMvc web;
  @Autowired private JsonMapper json;
  @Autowired private Scorer scorer;

  @Test
  void replacesTheModelWithoutOneFailedRequest() throws Exception {
    String before = scorer.modelVersion();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger texts = new AtomicInteger();
    Map<String, Integer> versions = new ConcurrentHashMap<>();
    List<String> failures = new CopyOnWriteArrayList<>();
    List<Thread> callers =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              while (!over.get()) {
                                call("text " + texts.incrementAndGet(), versions, failures);
                              }
                            }))
            .toList();
    try {
      copyOfTheShippedModel("\"version\": \"swap\"", "\"version\" ?: ?\"[^\"]*\"");
      replace("file:" + directory + "/").andExpect(status().isAccepted());
      replace("file:" + directory)
          .andExpect(status().isConflict())
          .andExpect(jsonPath("$.type").value("https://tidewatch.io/problems/replacement-runs"));
      assertThat(ended().get("status").asString()).isEqualTo("SERVING");
      assertThat(scorer.modelVersion()).isNotEqualTo(before).contains("-swap-");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> versions.containsKey(scorer.modelVersion()));
    } finally {
      over.set(true);
      for (Thread caller : callers) {
        caller.join();
      }
    }
    assertThat(failures).isEmpty();
    assertThat(versions.keySet()).containsExactlyInAnyOrder(before, scorer.modelVersion());

    replace("classpath:/model/").andExpect(status().isAccepted());
    ended();
    assertThat(scorer.modelVersion()).isEqualTo(before);
  }

  @Test
  void goesOnWithTheOldModelWhenTheNewOneDoesNotLoadAndSaysWhy() throws Exception {
    String before = scorer.modelVersion();
    replace("file:" + directory.resolve("absent")).andExpect(status().isAccepted());
    assertThat(ended().get("message").asString())
        .contains("cannot be fetched")
        .contains("model.pt");

    String checksum = "\"" + ModelManifest.TOKENIZER + "\": \"" + "0".repeat(64) + "\"";
    copyOfTheShippedModel(checksum, "\"tokenizer.json.gz\" ?: ?\"[^\"]*\"");
    replace("file:" + directory).andExpect(status().isAccepted());
    JsonNode failed = ended();
    assertThat(failed.get("status").asString()).isEqualTo("FAILED");
    assertThat(failed.get("message").asString()).contains("has SHA-256");
    assertThat(scorer.modelVersion()).isEqualTo(before);
    assertThat(scorer.score(List.of("still here"))).hasSize(1);
  }

  @Test
  void servesAClassifierFromElsewhereUnderItsOwnLabels() throws Exception {
    TestingClassifier.write(
        directory, "{\"0\": \"1 star\", \"1\": \"3 stars\", \"2\": \"5 stars\"}");
    replace("file:" + directory).andExpect(status().isAccepted());
    assertThat(ended().get("status").asString()).isEqualTo("SERVING");
    Scored scored = scorer.score(List.of("a long text is a good one ".repeat(4))).getFirst();
    assertThat(scored.sentiment()).isEqualTo(Sentiment.VERY_POSITIVE);
    assertThat(scored.modelVersion()).contains("-external-");
    replace("classpath:/model/").andExpect(status().isAccepted());
    assertThat(ended().get("status").asString()).isEqualTo("SERVING");
  }

  @Test
  void isForAdminsAndKnownKindsOfAddress() throws Exception {
    web.perform(
            post(PATH)
                .header("Authorization", TestingTokens.bearer("operator"))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"location\":\"classpath:/model/\"}"))
        .andExpect(status().isForbidden());
    replace("http://example.org/model/")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.errors[0].field").value("location"));
  }

  private void call(String text, Map<String, Integer> versions, List<String> failures) {
    try {
      MockHttpServletResponse answer =
          web.perform(
                  post("/api/v1/sentiment")
                      .header("Authorization", TestingTokens.bearer("analyst"))
                      .contentType(MediaType.APPLICATION_JSON)
                      .content("{\"text\":\"" + text + "\"}"))
              .andReturn()
              .getResponse();
      if (answer.getStatus() == 200) {
        versions.merge(
            json.readTree(answer.getContentAsString()).get("modelVersion").asString(),
            1,
            Integer::sum);
      } else {
        failures.add(answer.getContentAsString());
      }
    } catch (Exception e) {
      failures.add(e.toString());
    }
  }

  private void copyOfTheShippedModel(String replacement, String pattern) throws IOException {
    for (String file :
        List.of(
            ModelManifest.WORD_TABLE,
            ModelManifest.ENCODER,
            ModelManifest.HEAD,
            ModelManifest.TOKENIZER)) {
      try (InputStream in = TestingModel.shipped().open(file)) {
        Files.copy(in, directory.resolve(file));
      }
    }
    try (InputStream in = TestingModel.shipped().open(ModelManifest.FILE)) {
      String manifest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String changed = manifest.replaceFirst(pattern, replacement);
      assertThat(changed).isNotEqualTo(manifest);
      Files.writeString(directory.resolve(ModelManifest.FILE), changed);
    }
  }

  private ResultActions replace(String location) throws Exception {
    return web.perform(
        post(PATH)
            .header("Authorization", TestingTokens.bearer("admin"))
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"location\":\"" + location + "\"}"));
  }

  private JsonNode ended() {
    return await()
        .atMost(Duration.ofMinutes(5))
        .until(this::replacement, progress -> progress.has("endedAt"));
  }

  private JsonNode replacement() throws Exception {
    String body =
        web.perform(get(PATH).header("Authorization", TestingTokens.bearer("reader")))
            .andReturn()
            .getResponse()
            .getContentAsString();
    return json.readTree(body).get("replacement");
  }
}
