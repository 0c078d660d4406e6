package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.ingestion.RunningService;
import io.tidewatch.testing.buckets.TestingBuckets;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service with its lake in a bucket, loading what comes into another one. */
class BucketIntegrationTests extends RunningService {
  private static final TestingBuckets BUCKETS = new TestingBuckets("lake", "incoming");

  @DynamicPropertySource
  static void buckets(DynamicPropertyRegistry registry) {
    registry.add("tidewatch.lake.warehouse", () -> "gs://lake/warehouse");
    registry.add("tidewatch.lake.properties[gcs.service.host]", BUCKETS::url);
    registry.add("tidewatch.lake.properties[gcs.no-auth]", () -> "true");
    registry.add("tidewatch.lake.properties[gcs.project-id]", () -> "test");
    registry.add("tidewatch.ingestion.buckets.allowed", () -> "gs://incoming/shop/");
  }

  @Test
  void loadsEachStateOfEachObjectOnce() {
    BUCKETS.put("incoming", "shop/a.csv", "customer_id,tenure\na-1,1\na-2,2\n");
    BUCKETS.put("incoming", "shop/day/b.csv", "customer_id,tenure\nb-1,1\n");
    BUCKETS.put("incoming", "shop/day/broken.xlsx", "PK no workbook");
    BUCKETS.put("incoming", "other/c.csv", "customer_id,tenure\nc-1,1\n");

    JsonNode first = take("gs://incoming/shop/", 202);
    assertThat(first.path("found").asInt()).isEqualTo(3);
    assertThat(first.path("runs")).hasSize(2);
    assertThat(first.at("/refused/0/object").asString())
        .isEqualTo("gs://incoming/shop/day/broken.xlsx");
    assertThat(loaded(first)).isEqualTo(3);
    assertThat(BUCKETS.names("lake"))
        .anyMatch(name -> name.startsWith("warehouse/landing/customers/"))
        .anyMatch(name -> name.startsWith("warehouse/raw/customers/data/"));

    BUCKETS.put("incoming", "shop/a.csv", "customer_id,tenure\na-1,1\na-2,2\na-3,3\n");
    JsonNode second = take("gs://incoming/shop/", 202);
    assertThat(second.path("unchanged").asInt()).isEqualTo(1);
    assertThat(second.path("runs")).hasSize(1);
    assertThat(loaded(second)).isPositive();

    JsonNode one = take("gs://incoming/shop/day/b.csv", 202);
    assertThat(one.path("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotAllowedOrNotThere() {
    assertThat(take("gs://incoming/other/c.csv", 403).path("type").asString())
        .endsWith("bucket-not-allowed");
    assertThat(take("gs://incoming/shop/none.csv", 502).path("type").asString())
        .endsWith("download-refused");
    assertThat(take("gs://lake/warehouse/", 403).path("type").asString())
        .endsWith("bucket-not-allowed");
  }

  @Test
  void loadsFilesAndKeepsUpALakeInABucket() {
    JsonNode run = ingested("customers", "x.csv", "customer_id,tenure\nx-1,1\n,2\n");
    assertThat(run.path("status").asString()).isEqualTo("SUCCEEDED");
    assertThat(count(run, "loaded")).isEqualTo(1);
    assertThat(count(run, "quarantined")).isEqualTo(1);
    for (String job : List.of("collections", "verifications")) {
      HttpResponse<String> asked =
          send(request("/api/v1/lake/" + job, "admin").POST(BodyPublishers.noBody()));
      assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
      String location = asked.headers().firstValue("Location").orElseThrow();
      JsonNode done =
          Awaitility.await()
              .atMost(Duration.ofMinutes(1))
              .until(() -> JSON.readTree(get(location).body()), d -> d.has("endedAt"));
      assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("SUCCEEDED");
    }
  }

  private long loaded(JsonNode taken) {
    return taken
        .path("runs")
        .valueStream()
        .mapToLong(
            id ->
                Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(
                        () -> JSON.readTree(get("/api/v1/runs/" + id.asString()).body()),
                        r -> r.has("endedAt"))
                    .at("/counts/loaded")
                    .asLong())
        .sum();
  }

  private JsonNode take(String url, int status) {
    HttpResponse<String> answer =
        send(
            request("/api/v1/datasets/customers/downloads", "operator")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"url\": \"" + url + "\"}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
