package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.landing.QuarantineRows;
import io.tidewatch.ingestion.landing.RejectionSummary;
import io.tidewatch.ingestion.reading.Flaw;
import io.tidewatch.ingestion.reading.KeptRecords;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Policy;
import io.tidewatch.platform.kafka.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;

/**
 * The records of a batch that cannot land: each goes to the dead-letter topic, for other programs,
 * and to quarantine, where it can be looked at and repaired.
 *
 * <p>Once in quarantine, whatever breaks: its commit comes before the raw table's, moves offsets of
 * its own in the same transaction, and is refused if somebody else has moved them since. A batch
 * that is done again finds there which of its records quarantine has, because a record that was
 * rejected once is rejected again.
 */
final class RejectedClicks implements Closeable {
  private final Lake lake;
  private final DataSet dataSet;
  private final DeadLetters deadLetters;
  private final KeptRecords reading;
  private final QuarantineRows rows;
  private final RejectionSummary summary = new RejectionSummary();
  private final List<CompletableFuture<?>> letters = new ArrayList<>();
  private Map<String, String> before = Map.of();
  private @Nullable RowWriter writer;

  RejectedClicks(Lake lake, DataSet dataSet, DeadLetters deadLetters, String runId) {
    this.lake = lake;
    this.dataSet = dataSet;
    this.deadLetters = deadLetters;
    this.reading = new KeptRecords(dataSet);
    this.rows = new QuarantineRows(dataSet, runId, null);
  }

  /**
   * Takes a record.
   *
   * @param kind class of the dead letter and check of the quarantine
   * @param field of the record that is at fault; empty if it is the whole record
   */
  synchronized void add(
      ConsumerRecord<byte[], byte[]> record, String kind, String field, String reason)
      throws IOException {
    letters.add(deadLetters.send(record, kind, field, reason));
    keep(record, kind, field, reason);
  }

  /** Takes a letter that the collector has sent for what it refused. */
  synchronized void add(ConsumerRecord<byte[], byte[]> letter) throws IOException {
    keep(
        letter,
        header(letter, DeadLetter.KIND),
        header(letter, DeadLetter.FIELD),
        header(letter, DeadLetter.REASON));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return Objects.requireNonNullElse(DeadLetter.header(letter.headers(), name), "");
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, String kind, String field, String reason)
      throws IOException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
    Flaw flaw = flaw(record.offset(), text, kind, field, reason);
    summary.add(record.offset(), flaw, Policy.DROP_ROW);
    RowWriter open = writer();
    Long next = LandedOffsets.next(before, partition);
    if (next == null || record.offset() >= next) {
      open.write(
          rows.row(
              partition.toString(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp()),
              flaw,
              text));
    }
  }

  private Flaw flaw(long offset, String text, String kind, String field, String reason) {
    if (field.isEmpty()) {
      return Flaw.ofRecord(kind, reason);
    }
    DataSet.Column column = reading.column(field);
    return new Flaw(
        column == null ? null : column.name(),
        kind,
        field + ": " + reason,
        reading.read(offset, text).fields().get(field));
  }

  private RowWriter writer() {
    RowWriter open = writer;
    if (open == null) {
      Table quarantine = lake.quarantine(dataSet);
      before = quarantine.properties();
      open = RowWriter.open(quarantine);
      writer = open;
    }
    return open;
  }

  /**
   * Stores all of them; nothing is left to lose when this returns.
   *
   * @param first offset of the batch, of each partition
   * @param next offset behind it
   * @throws org.apache.iceberg.exceptions.ValidationException if another instance has stored
   *     records of these partitions since
   */
  synchronized void commit(Map<TopicPartition, Long> first, Map<TopicPartition, Long> next)
      throws IOException {
    awaitLetters();
    RowWriter open = writer;
    if (open == null || open.rows() == 0) {
      return;
    }
    LandingCommit commit =
        LandingCommit.to(lake, LakeLayout.QUARANTINE, dataSet.name())
            .expecting(
                now ->
                    first.entrySet().stream()
                        .allMatch(p -> nobodyElse(now, p.getKey(), p.getValue())));
    next.forEach((p, offset) -> commit.setting(LandedOffsets.property(p), Long.toString(offset)));
    commit.append(open.complete());
  }

  private void awaitLetters() {
    try {
      CompletableFuture.allOf(letters.toArray(CompletableFuture[]::new)).join();
      letters.clear();
    } catch (CompletionException e) {
      throw new KafkaException("dead letters were not stored", e.getCause());
    }
  }

  /** Either nothing from the batch's first record on is there, or only what was seen before. */
  private boolean nobodyElse(Map<String, String> now, TopicPartition partition, long first) {
    Long stored = LandedOffsets.next(now, partition);
    return stored == null
        || stored <= first
        || Objects.equals(stored, LandedOffsets.next(before, partition));
  }

  /** Why they were rejected. */
  RejectionSummary summary() {
    return summary;
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
