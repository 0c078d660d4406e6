package io.tidewatch.ingestion.lander;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.events.ClickReading;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the click topic and commits batches to the raw table, and to quarantine what cannot land.
 * From the dead-letter topic it reads what the collector refused.
 *
 * <p>Exactly once: where to read is only ever taken from the table, and a commit is refused by the
 * table if somebody else has moved its offsets since. After any failure the batch is dropped and
 * reading starts again where the table says. Offsets in Kafka are for lag tools alone.
 *
 * <p>A large batch is committed while the next one is written, on the assumption that it succeeds;
 * if it does not, the next one is dropped with it.
 */
final class ClickLander implements Runnable, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ClickLander.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Where a poll gives so many, or a batch had so many, the next batch is made by several. */
  private static final int MANY_OF_A_POLL = 2_000;

  private static final int MANY_OF_A_BATCH = 20_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Lake lake;
  private final DataSet dataSet;
  private final ClickReading reading;
  private final DeadLetters deadLetters;
  private final LandingPeriod period;
  private final LanderProperties properties;
  private final LanderGauges gauges;
  private final MeterRegistry meters;
  private final Clock clock;

  /** The table's offset property of each assigned partition, as last read or written. */
  private final Map<TopicPartition, @Nullable Long> expected = new HashMap<>();

  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("click-file-", 0).factory());
  private final ExecutorService committer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("click-commit").factory());
  private @Nullable ClickBatch batch;
  private @Nullable Commit committing;
  private boolean busy;
  private boolean positioned;
  private boolean greeted;
  private int failures;
  private Instant nextTry = Instant.EPOCH;
  private volatile boolean stopped;

  /** A batch whose commit is under way. */
  private record Commit(ClickBatch batch, Future<Long> snapshot, long startedNanos) {}

  ClickLander(
      Consumer<byte[], byte[]> consumer,
      Lake lake,
      DataSet dataSet,
      ClickReading reading,
      DeadLetters deadLetters,
      LandingPeriod period,
      LanderProperties properties,
      LanderGauges gauges,
      MeterRegistry meters,
      Clock clock) {
    this.consumer = consumer;
    this.lake = lake;
    this.dataSet = dataSet;
    this.reading = reading;
    this.deadLetters = deadLetters;
    this.period = period;
    this.properties = properties;
    this.gauges = gauges;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void run() {
    consumer.subscribe(
        List.of(Topics.CLICKSTREAM_EVENTS, Topics.deadLetter(Topics.CLICKSTREAM_EVENTS)), this);
    while (!stopped) {
      try {
        turn();
      } catch (WakeupException e) {
        log.debug("woken to stop");
      } catch (IOException | RuntimeException e) {
        // whatever failed, nothing is lost: the table says where to go on
        startOver(e);
      }
    }
    try {
      land(true);
      settle();
      period.end();
    } catch (IOException | RuntimeException e) {
      startOver(e);
    } finally {
      drop(batch);
      consumer.close();
      committer.close();
      workers.close();
    }
  }

  void stop() {
    stopped = true;
    consumer.wakeup();
  }

  private void turn() throws IOException {
    if (!positioned && !consumer.assignment().isEmpty() && !clock.instant().isBefore(nextTry)) {
      position();
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (!positioned) {
      return; // assigned anew during the poll: what it gave is read again from the right place
    }
    settleBeforeNext(records.isEmpty());
    if (!positioned) {
      return; // a commit failed: what the poll gave is behind the place to go on from
    }
    if (!records.isEmpty()) {
      Instant now = clock.instant();
      ClickBatch current = batch == null ? open(records.count(), now) : batch;
      current.add(records, now);
    }
    land(false);
    gauges.update(consumer, batch, committing == null ? null : committing.batch(), clock);
  }

  /** All rows of a period are in the table when it ends. */
  private void settleBeforeNext(boolean idle) throws IOException {
    Commit one = committing;
    if (one != null && (idle || one.snapshot().isDone() || (batch == null && period.due()))) {
      settle();
    }
    if (batch == null && committing == null) {
      period.announceIfDue();
    }
  }

  private ClickBatch open(int count, Instant now) {
    Table table = lake.raw(dataSet);
    String runId = period.runId().toString();
    RejectedClicks rejected = new RejectedClicks(lake, dataSet, deadLetters, runId);
    ClickBatch opened =
        new ClickBatch(
            busy || count >= MANY_OF_A_POLL,
            () -> new ClickFile(table, dataSet, reading, rejected, runId),
            workers,
            rejected,
            now);
    batch = opened;
    return opened;
  }

  /** Seeks every assigned partition to where the table says. */
  private void position() {
    if (!greeted) {
      period.endLeftOpen();
      greeted = true;
    }
    Map<String, String> table = lake.raw(dataSet).properties();
    expected.clear();
    for (TopicPartition partition : consumer.assignment()) {
      Long next = LandedOffsets.next(table, partition);
      expected.put(partition, next);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
    consumer.resume(consumer.assignment());
    positioned = true;
    log.atInfo().addKeyValue("offsets", expected).log("landing clicks");
  }

  private void land(boolean all) throws IOException {
    ClickBatch current = batch;
    if (current == null || !positioned) {
      return;
    }
    if (!all && !current.due(clock.instant(), properties)) {
      return;
    }
    settle(); // one at a time, in their order
    if (batch != current) {
      return; // the commit before failed, so this one's records are read again
    }
    Map<TopicPartition, @Nullable Long> before = new HashMap<>(expected);
    batch = null;
    busy = current.taken() >= MANY_OF_A_BATCH;
    committing =
        new Commit(current, committer.submit(() -> commit(current, before)), System.nanoTime());
    current.nextOffsets().forEach(expected::put);
    if (!busy) {
      settle(); // at once, so that its rows are announced
    } // else the next batch is written meanwhile
  }

  /** Returns when no commit is under way. */
  private void settle() throws IOException {
    Commit one = committing;
    if (one == null) {
      return;
    }
    committing = null;
    try {
      landed(one, one.snapshot().get());
    } catch (ExecutionException e) {
      drop(one.batch());
      if (e.getCause() instanceof ValidationException) {
        record("fenced", one.startedNanos());
        log.atWarn()
            .addKeyValue("offsets", expected)
            .log("another instance has landed these clicks; going on where the table says");
        restart();
        return;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void landed(Commit one, long snapshot) {
    ClickBatch landed = one.batch();
    failures = 0;
    record("landed", one.startedNanos());
    IngestionMetric.countRows(meters, dataSet.name(), landed.counts());
    period.landed(landed.counts(), landed.rejections(), snapshot);
    tellKafka(landed.nextOffsets());
    drop(landed);
  }

  private long commit(ClickBatch current, Map<TopicPartition, @Nullable Long> before)
      throws IOException {
    Map<TopicPartition, Long> next = current.nextOffsets();
    LandingCommit commit =
        LandingCommit.to(lake, LakeLayout.RAW, dataSet.name())
            .expecting(
                table ->
                    next.keySet().stream()
                        .allMatch(
                            p -> Objects.equals(LandedOffsets.next(table, p), before.get(p))));
    next.forEach((p, offset) -> commit.setting(LandedOffsets.property(p), Long.toString(offset)));
    return commit.append(current.complete());
  }

  private void tellKafka(Map<TopicPartition, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((p, offset) -> offsets.put(p, new OffsetAndMetadata(offset)));
    consumer.commitAsync(offsets, null);
  }

  private void startOver(Exception e) {
    failures++;
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
    pause = pause.compareTo(properties.longestPause()) < 0 ? pause : properties.longestPause();
    nextTry = clock.instant().plus(pause);
    record("failed", System.nanoTime());
    log.atWarn()
        .addKeyValue("failures", failures)
        .addKeyValue("pause", pause)
        .setCause(e)
        .log("landing clicks failed; going on where the table says");
    restart();
  }

  private void restart() {
    try {
      settle();
    } catch (IOException | RuntimeException e) {
      record("failed", System.nanoTime());
      log.atWarn().setCause(e).log("landing clicks failed; going on where the table says");
    }
    drop(batch);
    batch = null;
    positioned = false;
    consumer.pause(consumer.assignment());
  }

  private static void drop(@Nullable ClickBatch dropped) {
    if (dropped != null) {
      try {
        dropped.close();
      } catch (IOException | RuntimeException e) {
        log.atWarn().setCause(e).log("files of a dropped batch stay until orphans are removed");
      }
    }
  }

  private void record(String outcome, long startedNanos) {
    meters
        .timer(IngestionMetric.LANDER_COMMITS.meterName(), "outcome", outcome)
        .record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    restart();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    restart();
  }
}
