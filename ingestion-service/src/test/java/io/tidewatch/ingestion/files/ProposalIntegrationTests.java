package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.RunningService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** From a file that nothing describes to its rows in the lake. */
class ProposalIntegrationTests extends RunningService {
  private static final Logger log = LoggerFactory.getLogger(ProposalIntegrationTests.class);

  @Test
  void describesRegistersAndLoadsAFile() {
    StringBuilder csv = new StringBuilder("Visit #;Customer ID;Visited At;Spent;Store;ZIP\n");
    for (int i = 0; i < 200; i++) {
      csv.append(
          "V%d;C%d;%d.03.2026 14:%02d;%d,50;north;0%d\n"
              .formatted(i, i % 7, 1 + i % 28, i % 60, i, 1000 + i));
    }
    HttpResponse<String> answer =
        send(
            request("/api/v1/datasets/infer?file=visits.csv&name=visits", "operator")
                .POST(BodyPublishers.ofString(csv.toString())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode proposal = JSON.readTree(answer.body());
    String yaml = proposal.path("yaml").asString();
    assertThat(proposal.path("rows").asInt()).isEqualTo(200);
    assertThat(proposal.path("notes").toString()).contains("start with zero", "every value");

    HttpResponse<String> added = add(yaml);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    JsonNode visits = JSON.readTree(get("/api/v1/datasets/visits").body());
    assertThat(visits.path("columns").valueStream().map(c -> c.path("type").asString()))
        .containsExactly("string", "string", "timestamp", "double", "string", "string");
    assertThat(visits.path("eventTime").asString()).isEqualTo("visited_at");
    assertThat(get("/api/v1/datasets").body()).contains("\"visits\"");

    JsonNode run = ingested("visits", "visits.csv", csv.toString());
    assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(count(run, "loaded")).isEqualTo(200);

    assertThat(add(yaml).statusCode()).isEqualTo(409);
    assertThat(add("{name: customers, columns: [{name: a}]}").statusCode()).isEqualTo(409);
    HttpResponse<String> wrong = add("name: b\ncolumns:\n  - {name: a, type: money}\n");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("line 3", "money");
  }

  @Test
  void findsOutThatAFileHasNoHeader() {
    StringBuilder orders = new StringBuilder();
    StringBuilder baskets = new StringBuilder("milk,bread,eggs,jam\n");
    for (int i = 0; i < 100; i++) {
      orders.append("%d,2026-03-%02d,north,%d.5\n".formatted(1000 + i, 1 + i % 28, i));
      baskets.append(i % 3 == 0 ? "milk,bread\n" : "jam\n");
    }
    JsonNode proposal = proposed("file=orders.csv&name=headless_orders", orders.toString());
    assertThat(proposal.path("rows").asInt()).isEqualTo(100);
    assertThat(proposal.path("notes").toString()).contains("not a header");
    assertThat(proposal.path("yaml").asString())
        .contains("header: false", "eventTime: \"column_2\"")
        .containsSubsequence("column_1", "int", "column_2", "date", "column_4", "double");
    assertThat(added(proposal)).isEqualTo(201);
    assertThat(count(ingested("headless_orders", "orders.csv", orders.toString()), "loaded"))
        .isEqualTo(100);

    JsonNode lists = proposed("file=baskets.csv&name=headless_baskets", baskets.toString());
    assertThat(lists.path("rows").asInt()).isEqualTo(101);
    assertThat(added(lists)).isEqualTo(201);
    JsonNode run = ingested("headless_baskets", "baskets.csv", baskets.toString());
    assertThat(count(run, "loaded")).as(run.toString()).isEqualTo(101);
  }

  @Test
  void takesAHeaderForOne() {
    String years = "country,2024,2025\nNorway,1,2\nFrance,3,4\n";
    assertThat(proposed("file=years.csv&name=years", years).path("yaml").asString())
        .doesNotContain("header: false")
        .contains("country", "c_2024");
    assertThat(proposed("file=years.csv&name=years&header=false", years).path("yaml").asString())
        .contains("header: false", "column_3");
    String names = "name,town\nann,oslo\nbob,rome\nann,rome\n";
    assertThat(proposed("file=names.csv&name=names", names).path("yaml").asString())
        .doesNotContain("header: false");
    String numbers = "1,2\n3,4\n5,6\n";
    assertThat(proposed("file=numbers.csv&name=numbers&header=true", numbers).path("rows").asInt())
        .isEqualTo(2);
  }

  private JsonNode proposed(String query, String content) {
    HttpResponse<String> answer =
        send(
            request("/api/v1/datasets/infer?" + query, "operator")
                .POST(BodyPublishers.ofString(content)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private int added(JsonNode proposal) {
    return add(proposal.path("yaml").asString()).statusCode();
  }

  @Test
  void failsTheFileWhereThePolicySaysSoAndCountsWarnings() {
    assertThat(
            add("""
                    name: strict
                    key: [id]
                    columns:
                      - {name: id, required: true}
                      - {name: pieces, type: int, min: 0, policies: {range: warn, type: fail-file}}
                    """)
                .statusCode())
        .isEqualTo(201);
    JsonNode warned = ingested("strict", "w.csv", "id,pieces\na,1\nb,-2\n");
    assertThat(count(warned, "loaded")).isEqualTo(2);
    assertThat(warned.path("problems").get(0).path("policy").asString()).isEqualTo("warn");
    JsonNode failed = ingested("strict", "f.csv", "id,pieces\na,1\nb,many\n");
    assertThat(failed.path("status").asString()).isEqualTo("FAILED");
    assertThat(failed.toString()).contains("check-failed", "Line 3, column pieces");
    assertThat(failed.path("counts").path("loaded").asInt()).isZero();
  }

  @Test
  void takesInEveryPublicFileByItsProposal() throws IOException {
    for (String file :
        List.of(
            "churn/telco-customer-churn.csv",
            "churn/mlc_churn.csv",
            "churn/bank-churn-av-70pct.csv",
            "churn/bank-churn-modelling.csv",
            "commerce/bike-sales.csv",
            "commerce/online-retail/2010-12-01.csv",
            "clickstream/uci-online-shoppers.csv",
            "clickstream/rees46-2019-oct-head.csv",
            "complaints/comcast-complaints.csv",
            "reviews/en-restaurant-reviews.tsv")) {
      Path path = data(file);
      String name =
          "public_" + path.getFileName().toString().replaceAll("\\..*", "").replaceAll("\\W", "_");
      HttpResponse<String> answer =
          send(
              request(
                      "/api/v1/datasets/infer?file=" + path.getFileName() + "&name=" + name,
                      "operator")
                  .POST(BodyPublishers.ofFile(path)));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String yaml = JSON.readTree(answer.body()).path("yaml").asString();
      log.info("{}:\n{}", file, yaml);
      assertThat(add(yaml).statusCode()).isEqualTo(201);
      JsonNode run = ingested(name, path);
      log.info("{}: {} {} {}", file, run.path("status"), run.path("counts"), run.path("problems"));
      assertThat(run.path("status").asString()).isEqualTo("SUCCEEDED");
      assertThat(count(run, "quarantined")).as(file).isLessThan(count(run, "source") / 50 + 1);
    }
  }

  private HttpResponse<String> add(String yaml) {
    return send(request("/api/v1/datasets", "operator").POST(BodyPublishers.ofString(yaml)));
  }
}
