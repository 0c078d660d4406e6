package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class WatchedFolderIntegrationTests extends RunningService {
  private static final Path FOLDER = folder();

  @DynamicPropertySource
  static void watched(DynamicPropertyRegistry registry) {
    registry.add("tidewatch.ingestion.watch.folder", FOLDER::toString);
    registry.add("tidewatch.ingestion.watch.interval", () -> "200ms");
    registry.add("tidewatch.ingestion.watch.quiet", () -> "200ms");
  }

  @Test
  void takesWhatItFindsAndSaysWhyItRefusesAFile() throws IOException {
    put("customers", ".unfinished.csv", "customer_id\nWX\n");
    put("customers", "watched.csv", "customer_id,tenure\nW1,1\nW2,2\n");
    put("customers", "wrong.csv", "colour\nred\n");
    put("nowhere", "lost.csv", "a\n1\n");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              assertThat(names(".taken/customers"))
                  .singleElement()
                  .asString()
                  .endsWith("-watched.csv");
              assertThat(names(".refused/customers"))
                  .containsExactly("wrong.csv", "wrong.csv.reason.txt");
              assertThat(names(".refused/nowhere"))
                  .containsExactly("lost.csv", "lost.csv.reason.txt");
            });
    assertThat(Files.readString(FOLDER.resolve(".refused/customers/wrong.csv.reason.txt")))
        .contains("no-matching-column");
    assertThat(names("customers")).containsExactly(".unfinished.csv");
    String id = names(".taken/customers").get(0).substring(0, 36);
    JsonNode run =
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () -> JSON.readTree(get("/api/v1/runs/" + id).body()),
                r -> r.path("status").asString().equals("SUCCEEDED"));
    assertThat(count(run, "loaded")).isEqualTo(2);
  }

  private static void put(String dataSet, String name, String text) throws IOException {
    Path place = Files.createDirectories(FOLDER.resolve(dataSet));
    Files.writeString(place.resolve(name), text);
  }

  private static List<String> names(String place) throws IOException {
    Path path = FOLDER.resolve(place);
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("tidewatch-watched");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
