package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.landing.RejectionSummary;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the click topic, and what the collector refused, on their way into one commit. Where
 * many come, a batch is spread over as many files as there are processors, by customer, so that the
 * same event sent twice meets itself. Of one thread; the files are written by others.
 */
final class ClickBatch implements Closeable {
  private static final int MOST_FILES = 4;

  private final List<ClickFile> files;
  private final ExecutorService workers;
  private final RejectedClicks rejected;
  private final Instant openedAt;
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
  private List<Future<Long>> lot = List.of();
  private long taken;
  private long oldestMillis = Long.MAX_VALUE;

  ClickBatch(
      boolean many,
      Supplier<ClickFile> newFile,
      ExecutorService workers,
      RejectedClicks rejected,
      Instant openedAt) {
    int width = many ? Math.min(MOST_FILES, Runtime.getRuntime().availableProcessors()) : 1;
    this.files = new ArrayList<>(width);
    while (files.size() < width) {
      files.add(newFile.get());
    }
    this.workers = workers;
    this.rejected = rejected;
    this.openedAt = openedAt;
  }

  /**
   * Takes a lot of records. They are being written when this returns; what goes wrong with them is
   * thrown by the next call.
   */
  void add(ConsumerRecords<byte[], byte[]> records, Instant now) throws IOException {
    awaitLot();
    List<List<ConsumerRecord<byte[], byte[]>>> shares = shares(records);
    lot = new ArrayList<>(files.size());
    for (int i = 0; i < files.size(); i++) {
      ClickFile file = files.get(i);
      List<ConsumerRecord<byte[], byte[]>> share = shares.get(i);
      lot.add(workers.submit(() -> file.add(share, now)));
    }
    taken += records.count();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
      firstOffsets.putIfAbsent(partition, some.getFirst().offset());
      nextOffsets.put(partition, some.getLast().offset() + 1);
    }
  }

  /** The records by file: those of one customer are in one. */
  private List<List<ConsumerRecord<byte[], byte[]>>> shares(
      ConsumerRecords<byte[], byte[]> records) {
    List<List<ConsumerRecord<byte[], byte[]>>> shares = new ArrayList<>(files.size());
    files.forEach(file -> shares.add(new ArrayList<>(records.count() / files.size() + 1)));
    for (ConsumerRecord<byte[], byte[]> record : records) {
      shares.get(Math.floorMod(Arrays.hashCode(record.key()), files.size())).add(record);
      oldestMillis = Math.min(oldestMillis, record.timestamp());
    }
    return shares;
  }

  private void awaitLot() throws IOException {
    List<Future<Long>> shares = lot;
    lot = List.of();
    results(shares);
  }

  /** Every share has ended when this returns or throws: nobody writes to a file that is dropped. */
  private static <T> List<T> results(List<Future<T>> shares) throws IOException {
    List<T> results = new ArrayList<>(shares.size());
    Throwable failure = null;
    for (Future<T> share : shares) {
      try {
        results.add(share.get());
      } catch (ExecutionException e) {
        failure = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = e;
      }
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure != null) {
      throw new IOException(failure);
    }
    return results;
  }

  /** How many records it has. */
  long taken() {
    return taken;
  }

  boolean due(Instant now, LanderProperties properties) {
    return taken > 0
        && (taken >= properties.commitRows()
            || !now.isBefore(openedAt.plus(properties.commitInterval())));
  }

  /** The offset after the last record of each partition. */
  Map<TopicPartition, Long> nextOffsets() {
    return nextOffsets;
  }

  /** When the oldest record was written to Kafka, in milliseconds since 1970. */
  long oldestMillis() {
    return oldestMillis;
  }

  /** What has become of the records; for a batch that is complete. */
  RunCounts counts() {
    return files.stream().map(ClickFile::counts).reduce(RunCounts.NONE, RunCounts::plus);
  }

  /** Why records were rejected. */
  RejectionSummary rejections() {
    return rejected.summary();
  }

  /** The files to commit; every rejected record is stored when this returns. */
  List<DataFile> complete() throws IOException {
    awaitLot();
    rejected.commit(firstOffsets, nextOffsets);
    List<Future<List<DataFile>>> shares = new ArrayList<>(files.size());
    files.forEach(file -> shares.add(workers.submit(file::complete)));
    return results(shares).stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() throws IOException {
    try {
      awaitLot();
    } finally {
      rejected.close();
      for (ClickFile file : files) {
        file.close();
      }
    }
  }
}
