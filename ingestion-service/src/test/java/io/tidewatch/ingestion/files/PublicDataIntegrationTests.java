package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Real files go in with nothing but their data set's YAML, and no row is lost from sight. */
class PublicDataIntegrationTests extends RunningService {
  private static final Logger log = LoggerFactory.getLogger(PublicDataIntegrationTests.class);

  @Test
  void loadsTelcoCustomers() throws IOException {
    JsonNode run = balanced("customers", data("churn/telco-customer-churn.csv"));
    assertThat(count(run, "loaded")).isEqualTo(7043);
    List<Record> rows = rows("customers", run);
    assertThat(rows).hasSize(7043);
    Record first =
        rows.stream()
            .filter(r -> "7590-VHVEG".equals(r.getField("customer_id")))
            .findFirst()
            .orElseThrow();
    assertThat(first.getField("tenure_months")).isEqualTo(1);
    assertThat(first.getField("monthly_charges")).isEqualTo(29.85);
    assertThat(first.getField("churned")).isEqualTo(false);
    assertThat(first.getField("_position")).isEqualTo(2L);
    assertThat(rows.stream().filter(r -> r.getField("total_charges") == null)).hasSize(11);
  }

  @Test
  void loadsDaysOfAShop() throws IOException {
    List<Path> days;
    try (Stream<Path> all = Files.list(data("commerce/online-retail"))) {
      days = all.sorted().limit(5).toList();
    }
    for (Path day : days) {
      JsonNode run = balanced("transactions", day);
      assertThat(count(run, "loaded")).isPositive();
      assertThat(count(run, "quarantined")).isZero();
    }
  }

  @Test
  void loadsClicksOfAShop() throws IOException {
    JsonNode run = balanced("clickstream", data("clickstream/rees46-2019-oct-head.csv"));
    assertThat(count(run, "loaded")).isEqualTo(12_000);
    assertThat(rows("clickstream", run).get(0).getField("category_id"))
        .isEqualTo("2103807459595387724");
  }

  @Test
  void loadsComplaintsWithTheirDays() throws IOException {
    JsonNode run = balanced("complaints", data("complaints/comcast-complaints.csv"));
    assertThat(count(run, "loaded")).isEqualTo(2224);
    assertThat(rows("complaints", run).get(0).getField("complaint_date"))
        .isEqualTo(java.time.LocalDate.of(2015, 4, 22));
  }

  /** Baskets have no header, and as many fields as things were bought. */
  @Test
  void loadsBaskets() throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            "name: baskets\nheader: false\nkey: [basket_id]\ncolumns:\n  - {name: basket_id, generated: row_hash}\n");
    for (int i = 1; i <= 20; i++) {
      yaml.append("  - {name: item_%d%s}\n".formatted(i, i == 1 ? ", required: true" : ""));
    }
    assertThat(
            send(request("/api/v1/datasets", "operator")
                    .POST(BodyPublishers.ofString(yaml.toString())))
                .statusCode())
        .isEqualTo(201);
    Path file = data("commerce/market-baskets.csv");
    JsonNode run = balanced("baskets", file);
    assertThat(count(run, "loaded")).isEqualTo(7_501);
    List<String> lines = Files.readAllLines(file);
    rows("baskets", run)
        .forEach(
            row -> {
              String[] bought = lines.get((int) ((Long) row.getField("_position") - 1)).split(",");
              for (int i = 0; i < 20; i++) {
                assertThat(row.getField("item_" + (i + 1)))
                    .isEqualTo(i < bought.length ? bought[i] : null);
              }
            });
  }

  @Test
  void loadsReviewsInManyLanguages() throws IOException {
    Path slice = Files.createTempFile("reviews-slice", ".tsv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data("reviews/labelled-dev.tsv.gz"))),
                StandardCharsets.UTF_8))) {
      Files.writeString(slice, lines.lines().limit(5001).collect(Collectors.joining("\n")));
    }
    JsonNode run = balanced("reviews", slice);
    assertThat(count(run, "source")).isEqualTo(5000);
    assertThat(count(run, "loaded")).isEqualTo(5000);
    Files.delete(slice);
  }

  @Test
  void givesNaughtyStringsBackUnchanged() throws IOException {
    List<String> naughty = new ArrayList<>();
    JSON.readTree(Files.readString(data("vectors/blns/resources/blns.json")))
        .forEach(text -> naughty.add(text.asString()));
    StringBuilder lines = new StringBuilder();
    StringBuilder csv = new StringBuilder("review_id,text\n");
    for (int i = 0; i < naughty.size(); i++) {
      lines.append(JSON.writeValueAsString(Map.of("id", "j" + i, "text", naughty.get(i))));
      lines.append('\n');
      csv.append("c%d,\"%s\"\n".formatted(i, naughty.get(i).replace("\"", "\"\"")));
    }
    Path folder = Files.createTempDirectory("naughty");
    for (Path file :
        List.of(
            Files.writeString(folder.resolve("naughty.jsonl"), lines),
            Files.writeString(folder.resolve("naughty.csv"), csv))) {
      JsonNode run = balanced("reviews", file);
      Map<Object, Object> texts = new HashMap<>();
      rows("reviews", run).forEach(r -> texts.put(r.getField("review_id"), r.getField("text")));
      String prefix = file.toString().endsWith("csv") ? "c" : "j";
      for (int i = 0; i < naughty.size(); i++) {
        String sent = naughty.get(i);
        if (!sent.isBlank()) {
          assertThat(texts.get(prefix + i)).as(prefix + i).isEqualTo(sent);
        }
      }
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private JsonNode balanced(String dataset, Path file) throws IOException {
    JsonNode run = ingested(dataset, file);
    log.info("{} {}: {} {}", dataset, file.getFileName(), run.path("status"), run.path("counts"));
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(count(run, "source"))
        .isEqualTo(
            count(run, "loaded")
                + count(run, "quarantined")
                + count(run, "duplicate")
                + count(run, "late"));
    assertThat(rows(dataset, run)).hasSize((int) count(run, "loaded"));
    return run;
  }

  private List<Record> rows(String dataset, JsonNode run) throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.raw(dataSets.find(dataset).orElseThrow())).build()) {
      return Stream.of(rows)
          .flatMap(r -> java.util.stream.StreamSupport.stream(r.spliterator(), false))
          .filter(r -> run.path("id").asString().equals(r.getField("_run_id")))
          .toList();
    }
  }
}
