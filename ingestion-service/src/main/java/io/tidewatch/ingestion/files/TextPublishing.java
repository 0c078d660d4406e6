package io.tidewatch.ingestion.files;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.TextKind;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Texts;
import io.tidewatch.platform.kafka.EventPublisher;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Publishes the texts of a landed run for sentiment. It reads them back from the raw table, so that
 * only what is committed is published; a second time publishes the same ids again.
 */
@Component
class TextPublishing {
  private static final int IN_FLIGHT = 1_000;

  private final Lake lake;
  private final EventPublisher events;

  TextPublishing(Lake lake, EventPublisher events) {
    this.lake = lake;
    this.events = events;
  }

  /**
   * Publishes every text of the run; Kafka has them all when this returns.
   *
   * @return how many
   */
  long publish(Run run, DataSet dataSet) throws IOException {
    Texts texts = dataSet.texts();
    if (texts == null || run.counts().loaded() == 0) {
      return 0;
    }
    long published = 0;
    List<CompletableFuture<?>> sent = new ArrayList<>(IN_FLIGHT);
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(lake.raw(dataSet))
            .where(Expressions.equal(Provenance.RUN, run.id().toString()))
            .select(columns(texts))
            .build()) {
      for (Record row : rows) {
        sent.add(events.publish(event(texts, row, run.receivedAt())));
        published++;
        if (sent.size() == IN_FLIGHT) {
          await(sent);
        }
      }
    }
    await(sent);
    return published;
  }

  private static List<String> columns(Texts texts) {
    List<String> columns = new ArrayList<>(texts.columns());
    columns.add(Provenance.RUN);
    return columns.stream().distinct().toList();
  }

  private static ReviewReceived event(Texts texts, Record row, Instant receivedAt) {
    TextKind kind = TextKind.of(texts.kind());
    String id = String.valueOf(row.getField(texts.id()));
    return new ReviewReceived(
        kind == TextKind.REVIEW ? id : kind.wireName() + "-" + id,
        kind,
        text(row, texts.customer()),
        text(row, texts.language()),
        String.valueOf(row.getField(texts.text())),
        texts.stars() == null ? null : (Integer) row.getField(texts.stars()),
        text(row, texts.product()),
        instant(texts.writtenAt() == null ? null : row.getField(texts.writtenAt())),
        receivedAt);
  }

  private static @Nullable String text(Record row, @Nullable String column) {
    Object value = column == null ? null : row.getField(column);
    return value == null ? null : value.toString();
  }

  private static @Nullable Instant instant(@Nullable Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : value instanceof LocalDate day ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : null;
  }

  private static void await(List<CompletableFuture<?>> sent) {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
      sent.clear();
    } catch (CompletionException e) {
      throw new KafkaException("texts were not stored", e.getCause());
    }
  }
}
