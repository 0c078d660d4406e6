package io.tidewatch.ingestion.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.RunningService;
import io.tidewatch.ingestion.landing.Landed;
import io.tidewatch.ingestion.landing.LandingMark;
import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunStatus;
import io.tidewatch.ingestion.runs.RunTask;
import io.tidewatch.ingestion.runs.Runs;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.testing.TestingKafka;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Runs can be cancelled, and survive a crash at any point without loading a row twice. */
class RunsIntegrationTests extends RunningService {
  @Autowired private Runs runs;
  @Autowired private LandingFolder folder;
  @Autowired private FileReading reading;
  @Autowired private SchedulerClient scheduler;
  @Autowired private JobRepository repository;
  @Autowired private Job ingest;

  @Test
  void landsNothingTwiceWhenTheCrashCameAfterTheCommit() throws IOException {
    Run run = queued("K1,1\nK2,2\nK3,x\n");
    runs.start(run.id(), "landing");
    // the commit went through, then the process died before PostgreSQL knew
    Landed first = land(run);
    assertThat(first.counts().loaded()).isEqualTo(2);
    Landed second = land(run);
    assertThat(second.counts()).isEqualTo(first.counts());
    assertThat(rows(run)).isEqualTo(2);
    goesOn(run);
    Run done = runs.find(run.id()).orElseThrow();
    assertThat(done.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(done.counts()).isEqualTo(first.counts());
    assertThat(rows(run)).isEqualTo(2);
    assertThat(quarantined(run)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTED", "STOPPING", "UNKNOWN"})
  void goesOnWithARunThatACrashLeftOpen(BatchStatus left) throws Exception {
    Run run = queued("%1$s1,1\n%1$s2,2\n".formatted(left));
    runs.start(run.id(), "landing");
    JobParameters parameters =
        new JobParametersBuilder()
            .addString(IngestJobConfiguration.RUN, run.id().toString())
            .toJobParameters();
    JobExecution open =
        repository.createJobExecution(
            repository.createJobInstance(ingest.getName(), parameters),
            parameters,
            new ExecutionContext());
    StepExecution step = repository.createStepExecution("land", open);
    step.setStatus(left);
    repository.update(step);
    open.setStatus(left);
    open.setStartTime(java.time.LocalDateTime.now());
    repository.update(open);
    goesOn(run);
    assertThat(runs.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rows(run)).isEqualTo(2);
  }

  @Test
  void startsARunWhoseFirstStartWasCutOffHalfway() throws IOException {
    Run run = queued("H1,1\n");
    repository.createJobInstance(
        ingest.getName(),
        new JobParametersBuilder()
            .addString(IngestJobConfiguration.RUN, run.id().toString())
            .toJobParameters());
    goesOn(run);
    assertThat(runs.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void forgetsTheMarkOnceTheRunIsKnownAsLanded() {
    String first = ingested("customers", "m1.csv", "customer_id\nMA\n").path("id").asString();
    assertThat(marked(first)).isTrue();
    ingested("customers", "m2.csv", "customer_id\nMB\n");
    assertThat(marked(first)).isFalse();
  }

  @Test
  void cancelsARunOnItsWay() {
    StringBuilder text = new StringBuilder("customer_id,tenure\n");
    for (int i = 0; i < 400_000; i++) {
      text.append("X").append(i).append(",1\n");
    }
    HttpResponse<String> upload = upload("customers", "long.csv", text.toString());
    String location = upload.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> cancelled =
        send(request(location + "/cancel", "operator").POST(BodyPublishers.noBody()));
    assertThat(cancelled.statusCode()).isEqualTo(202);
    JsonNode run = ended(upload);
    assertThat(run.path("status").asString()).isEqualTo("CANCELLED");
    assertThat(
            send(request(location + "/cancel", "operator").POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(409);
    String id = run.path("id").asString();
    assertThat(rows(runs.find(UUID.fromString(id)).orElseThrow())).isZero();
    assertThat(reports(id, "ABORT")).doesNotContain("FAIL");
  }

  @Test
  void repairsNoRowOfARunThatLoadedNothingForItComesWithTheFileSentAgain() throws IOException {
    String content = "U%1$s,1\nV%1$s,x\n".formatted(UUID.randomUUID());
    Run first = queued(content);
    runs.start(first.id(), "landing");
    // cancelled between the commits of quarantine and raw table
    ActiveRun cancelled = active(first);
    cancelled.cancel();
    assertThatThrownBy(() -> land(first, customers(), cancelled))
        .isInstanceOf(RunCancelledException.class);
    runs.cancelled(first.id());
    assertThat(quarantined(first)).isEqualTo(1);
    assertThat(rows(first)).isZero();

    JsonNode forecast = JSON.readTree(repair("/dry-run", first).body());
    assertThat(count(forecast, "source")).isZero();
    assertThat(forecast.path("ofUnloadedFiles").asLong()).isEqualTo(1);
    assertThat(count(ended(repair("", first)), "loaded")).isZero();

    JsonNode again = ended(upload("customers", "again.csv", "customer_id,tenure\n" + content));
    assertThat(count(again, "loaded")).isEqualTo(1);
    Run second = runs.find(UUID.fromString(again.path("id").asString())).orElseThrow();
    assertThat(count(ended(repair("", second)), "loaded")).isEqualTo(1);
    assertThat(count(ended(repair("", first)), "loaded")).isZero();
  }

  @Test
  void endsARunWhoseRowsAreReadInAnotherWayThanAtItsFirstTry() throws IOException {
    Run run = queued("W%1$s,1\nX%1$s,x\n".formatted(UUID.randomUUID()));
    runs.start(run.id(), "landing");
    ActiveRun cutOff = active(run);
    cutOff.cancel();
    assertThatThrownBy(() -> land(run, customers(), cutOff))
        .isInstanceOf(RunCancelledException.class);
    DataSet now = customers();
    DataSet lenient =
        new DataSet(
            now.name(),
            now.description(),
            now.columns(),
            now.key(),
            now.eventTime(),
            now.lateAfterDays(),
            now.sheet(),
            now.texts(),
            now.encoding(),
            now.delimiter(),
            now.header(),
            Map.of("type", DataSet.Policy.WARN));
    assertThatThrownBy(() -> land(run, lenient, active(run)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("description");
    assertThat(rows(run)).isZero();
  }

  @Test
  void listsRunsByDataSetAndStatus() {
    ingested("customers", "n.csv", "customer_id\nN1\n");
    JsonNode page =
        JSON.readTree(get("/api/v1/runs?dataset=customers&status=SUCCEEDED&size=1").body());
    assertThat(page.path("items")).hasSize(1);
    assertThat(page.path("total").asInt()).isPositive();
    assertThat(get("/api/v1/runs?size=501").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(get("/api/v1/datasets").body())).hasSizeGreaterThanOrEqualTo(5);
  }

  /** The states that are reported of a run until the last one is. */
  private static List<String> reports(String run, String last) {
    List<String> states = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", TestingKafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.PIPELINE_RUNS));
      Awaitility.await(run + " " + last)
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        one -> {
                          if (run.equals(one.key())) {
                            states.add(JSON.readTree(one.value()).path("eventType").asString());
                          }
                        });
                return states.contains(last);
              });
    }
    return states;
  }

  private Run queued(String rows) throws IOException {
    byte[] content = ("customer_id,tenure\n" + rows).getBytes(StandardCharsets.UTF_8);
    UUID id = UUID.randomUUID();
    try (LandingFolder.Arrived file =
        folder.receive(id + ".csv", new ByteArrayInputStream(content), content.length)) {
      String location = folder.keep("customers", file);
      runs.queue(
          id, "customers", file.name(), file.checksum(), file.bytes(), location, Instant.now());
    }
    return runs.find(id).orElseThrow();
  }

  private Landed land(Run run) throws IOException {
    return land(run, customers(), active(run));
  }

  private Landed land(Run run, DataSet dataSet, ActiveRun active) throws IOException {
    return new FileLanding(lake, folder, reading, runs, Clock.systemUTC())
        .land(run, dataSet, active);
  }

  private static ActiveRun active(Run run) {
    return new ActiveRun(run.id(), run.job(), run.bytes(), () -> {});
  }

  private DataSet customers() {
    return dataSets.find("customers").orElseThrow();
  }

  private HttpResponse<String> repair(String path, Run rejectedBy) {
    String repair =
        """
        {"dataset": "customers", "rows": {"run": "%s"}, "fixes": [{"fix": "drop", "column": "tenure_months"}]}"""
            .formatted(rejectedBy.id());
    return send(
        request("/api/v1/repairs" + path, "operator")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(repair)));
  }

  private void goesOn(Run run) {
    scheduler.scheduleIfNotExists(RunTask.of(run.id(), Instant.now()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> runs.find(run.id()).orElseThrow().status().ended());
  }

  private boolean marked(String run) {
    return LandingMark.ofRun(lake.raw(customers()).properties(), UUID.fromString(run)).isPresent();
  }

  private int quarantined(Run run) {
    return JSON.readTree(get("/api/v1/quarantine?run=" + run.id()).body()).path("total").asInt();
  }

  private long rows(Run run) {
    long count = 0;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.raw(customers()))
            .where(Expressions.equal("_run_id", run.id().toString()))
            .select("_run_id")
            .build()) {
      for (Record row : rows) {
        count += row == null ? 0 : 1;
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return count;
  }
}
