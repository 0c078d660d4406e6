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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the click topic on their way into one commit. A batch that begins with many of them is
 * spread over as many files as there are processors, by customer, so that the same event sent twice
 * meets itself; one that begins with few makes one file.
 */
final class ClickBatch implements Closeable {
  private static final int MANY = 2_000;
  private static final int MOST_FILES = 4;

  private final List<ClickFile> files;
  private final ExecutorService workers;
  private final RejectedClicks rejected;
  private final Instant openedAt;
  private final Map<Integer, Long> nextOffsets = new HashMap<>();

  ClickBatch(
      ConsumerRecords<?, ?> first,
      Supplier<ClickFile> newFile,
      ExecutorService workers,
      RejectedClicks rejected,
      Instant openedAt) {
    int width =
        first.count() < MANY ? 1 : Math.min(MOST_FILES, Runtime.getRuntime().availableProcessors());
    this.files = new ArrayList<>(width);
    while (files.size() < width) {
      files.add(newFile.get());
    }
    this.workers = workers;
    this.rejected = rejected;
    this.openedAt = openedAt;
  }

  void add(ConsumerRecords<byte[], byte[]> records, Instant now) throws IOException {
    List<Callable<Integer>> shares = new ArrayList<>(files.size());
    for (int i = 0; i < files.size(); i++) {
      int number = i;
      shares.add(() -> add(records, number, now));
    }
    together(shares);
    for (TopicPartition partition : records.partitions()) {
      nextOffsets.put(partition.partition(), records.records(partition).getLast().offset() + 1);
    }
  }

  private int add(ConsumerRecords<byte[], byte[]> records, int number, Instant now)
      throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (Math.floorMod(Arrays.hashCode(record.key()), files.size()) == number) {
        files.get(number).add(record, now);
      }
    }
    return number;
  }

  /** Every share has ended when this returns or throws: nobody writes to a file that is dropped. */
  private <T> List<T> together(List<Callable<T>> shares) throws IOException {
    List<T> results = new ArrayList<>(shares.size());
    try {
      for (Future<T> share : workers.invokeAll(shares)) {
        results.add(share.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  boolean isEmpty() {
    return files.stream().allMatch(file -> file.counts().source() == 0);
  }

  boolean due(Instant now, LanderProperties properties) {
    long read = counts().source();
    return read > 0
        && (read >= properties.commitRows()
            || !now.isBefore(openedAt.plus(properties.commitInterval())));
  }

  /** The offset after the last record of each partition. */
  Map<Integer, Long> nextOffsets() {
    return nextOffsets;
  }

  /** When the oldest record was written to Kafka, in milliseconds since 1970. */
  long oldestMillis() {
    return files.stream().mapToLong(ClickFile::oldestMillis).min().orElse(Long.MAX_VALUE);
  }

  RunCounts counts() {
    return files.stream().map(ClickFile::counts).reduce(RunCounts.NONE, RunCounts::plus);
  }

  /** Why records were rejected. */
  RejectionSummary rejections() {
    return rejected.summary();
  }

  /** The files to commit; every rejected record is stored when this returns. */
  List<DataFile> complete() throws IOException {
    rejected.commit(nextOffsets);
    List<Callable<List<DataFile>>> shares = new ArrayList<>(files.size());
    files.forEach(file -> shares.add(file::complete));
    return together(shares).stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() throws IOException {
    rejected.close();
    for (ClickFile file : files) {
      file.close();
    }
  }
}
