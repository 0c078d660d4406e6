package io.tidewatch.dashboard.testing;

import io.tidewatch.contracts.events.AnomalyDetected;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.ClickType;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.PipelineRunReported;
import io.tidewatch.contracts.events.PipelineRunReported.Counts;
import io.tidewatch.contracts.events.PipelineRunReported.Data;
import io.tidewatch.contracts.events.PipelineRunReported.ErrorMessage;
import io.tidewatch.contracts.events.PipelineRunReported.Facets;
import io.tidewatch.contracts.events.PipelineRunReported.Progress;
import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.SentimentScored;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.platform.kafka.EventPublisher;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Sends events as the services would. */
public final class TestingTraffic {
  private final EventPublisher events;
  private final Random random = new Random(11);

  /** Sends through this publisher. */
  public TestingTraffic(EventPublisher events) {
    this.events = events;
  }

  /** A run event. */
  public static PipelineRunReported event(
      String runId, String service, String job, State state, Instant at, Facets facets) {
    return new PipelineRunReported(
        state,
        at,
        new PipelineRunReported.Run(runId, facets),
        new PipelineRunReported.Job(service, job),
        state == State.START ? List.of(new Data("file", job + ".csv")) : List.of(),
        state == State.COMPLETE
            ? List.of(new Data("lake", "raw." + job.substring(job.indexOf('.') + 1)))
            : List.of(),
        PipelineRunReported.PRODUCER,
        PipelineRunReported.SCHEMA);
  }

  /** Runs of the last hours in all states. */
  public void runs() {
    Instant t = Instant.now().minusSeconds(5400);
    done("ingestion-service", "ingest.customers", t, 3, new RunCounts(7043, 7032, 11, 0, 0));
    done(
        "ingestion-service",
        "ingest.transactions",
        t.plusSeconds(300),
        41,
        new RunCounts(42481, 41902, 214, 365, 0));
    done(
        "ingestion-service",
        "ingest.clickstream",
        t.plusSeconds(480),
        62,
        new RunCounts(500000, 497318, 122, 2414, 146));
    done(
        "ingestion-service",
        "ingest.complaints",
        t.plusSeconds(600),
        5,
        new RunCounts(3000, 2961, 39, 0, 0));
    done("etl-service", "etl", t.plusSeconds(900), 94, new RunCounts(541000, 540100, 0, 900, 0));
    done(
        "feature-service", "features", t.plusSeconds(1300), 38, new RunCounts(5000, 5000, 0, 0, 0));
    done(
        "churn-service",
        "churn.train.customer",
        t.plusSeconds(1500),
        171,
        new RunCounts(7043, 7043, 0, 0, 0));
    done(
        "churn-service", "churn.score", t.plusSeconds(1900), 6, new RunCounts(5000, 4990, 0, 0, 0));
    String failed = UUID.randomUUID().toString();
    send(
        failed,
        "ingestion-service",
        "ingest.reviews",
        State.START,
        t.plusSeconds(2400),
        Facets.NONE);
    send(
        failed,
        "ingestion-service",
        "ingest.reviews",
        State.FAIL,
        t.plusSeconds(2402),
        new Facets(
            Counts.of(new RunCounts(12, 0, 12, 0, 0)),
            null,
            ErrorMessage.of(
                "No column of reviews.xlsx is known to the data set 'reviews'; add an alias to datasets/reviews.yaml.")));
    String running = UUID.randomUUID().toString();
    send(
        running,
        "sentiment-service",
        "sentiment.score",
        State.START,
        t.plusSeconds(5300),
        Facets.NONE);
    send(
        running,
        "sentiment-service",
        "sentiment.score",
        State.RUNNING,
        t.plusSeconds(5380),
        new Facets(null, Progress.of("scoring texts", 0.64), null));
  }

  private void done(String service, String job, Instant at, long seconds, RunCounts counts) {
    String id = UUID.randomUUID().toString();
    send(id, service, job, State.START, at, Facets.NONE);
    send(
        id,
        service,
        job,
        State.COMPLETE,
        at.plusSeconds(seconds),
        new Facets(Counts.of(counts), null, null));
  }

  private void send(String id, String service, String job, State state, Instant at, Facets facets) {
    events.publishAndWait(event(id, service, job, state, at, facets));
  }

  /** One click now. */
  public ClickRecorded click() {
    double r = random.nextDouble();
    ClickType type =
        r < 0.55
            ? ClickType.VIEW
            : r < 0.7
                ? ClickType.PAGE_VIEW
                : r < 0.8
                    ? ClickType.SEARCH
                    : r < 0.91
                        ? ClickType.CART
                        : r < 0.96 ? ClickType.CHECKOUT : ClickType.PURCHASE;
    Instant now = Instant.now();
    ClickRecorded click =
        new ClickRecorded(
            UUID.randomUUID().toString(),
            type,
            TestingServices.customer(random.nextInt(400)),
            "s1",
            now.minusMillis(20 + random.nextInt(60)),
            now,
            now,
            "/",
            null,
            type == ClickType.SEARCH ? null : "P" + random.nextInt(90),
            type == ClickType.SEARCH ? null : "lighting.lamps",
            null,
            type == ClickType.SEARCH ? null : 3 + random.nextInt(4000) / 100.0,
            null,
            type == ClickType.SEARCH ? "night light" : null,
            "phone",
            List.of("GB", "DE", "FR", "ES").get(random.nextInt(4)));
    events.publish(click);
    return click;
  }

  /** One of each score now. */
  public void scores() {
    double p = random.nextDouble();
    String customer = TestingServices.customer(random.nextInt(400));
    Instant now = Instant.now();
    events.publish(
        new ChurnScored(
            UUID.randomUUID().toString(),
            customer,
            "clickstream",
            "v1",
            p,
            ChurnBand.ofProbability(p),
            0.2,
            List.of(),
            now,
            now));
    Sentiment s = Sentiment.values()[random.nextInt(5)];
    events.publish(
        new SentimentScored(
            UUID.randomUUID().toString(),
            random.nextBoolean() ? TextKind.REVIEW : TextKind.COMPLAINT,
            customer,
            List.of("en", "de", "ja", "es").get(random.nextInt(4)),
            s,
            0.4 + 0.6 * random.nextDouble(),
            Map.of(s, 1.0),
            false,
            "s1",
            null,
            now));
    events.publish(
        new FeaturesUpdated("clickstream", customer, now, Map.of("events_1h", 3.0), Map.of()));
  }

  /** One anomaly now. */
  public void anomaly() {
    events.publish(
        new AnomalyDetected(
            UUID.randomUUID().toString(),
            "clicks-per-minute",
            "all",
            412,
            1180,
            "warning",
            "Clicks per minute fell to 412; usual are 1,180",
            Instant.now()));
  }
}
