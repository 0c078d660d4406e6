package io.tidewatch.ingestion.lander;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.ingestion.events.ClickReading;
import io.tidewatch.ingestion.events.InvalidFieldException;
import io.tidewatch.ingestion.landing.RawRows;
import io.tidewatch.ingestion.typing.RowHash;
import io.tidewatch.ingestion.typing.RowTyping;
import io.tidewatch.ingestion.typing.SeenKeys;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.platform.kafka.DeadLetter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Records of some customers on their way into a file; for one thread. */
final class ClickFile implements Closeable {
  /** Clicks whose ids are looked up at once. */
  private static final int LOOKED_UP_TOGETHER = 64;

  /** A click of which is not known yet whether its id is new. */
  private record Waiting(
      ConsumerRecord<byte[], byte[]> record, @Nullable Object[] values, Instant receivedAt) {}

  private final RowWriter writer;
  private final RawRows rows;
  private final RowTyping typing;
  private final ClickColumns columns;
  private final ClickReading reading;
  private final RejectedClicks rejectedClicks;
  private final String runId;
  private final SeenKeys eventIds = new SeenKeys(Path.of(System.getProperty("java.io.tmpdir")));
  private final Waiting[] waiting = new Waiting[LOOKED_UP_TOGETHER];
  private final RowHash.Key[] keys = new RowHash.Key[LOOKED_UP_TOGETHER];
  private final boolean[] fresh = new boolean[LOOKED_UP_TOGETHER];
  private int waitingClicks;
  private long read;
  private long rejected;
  private long duplicate;
  private long late;

  ClickFile(
      Table table,
      DataSet dataSet,
      ClickReading reading,
      RejectedClicks rejectedClicks,
      String runId) {
    this.writer = RowWriter.open(table);
    this.rows = new RawRows(dataSet, writer.schema());
    this.typing = new RowTyping(dataSet);
    this.columns = new ClickColumns(dataSet);
    this.reading = reading;
    this.rejectedClicks = rejectedClicks;
    this.runId = runId;
  }

  /** Takes records; gives how many it has taken so far. */
  long add(List<ConsumerRecord<byte[], byte[]>> records, Instant now) throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      add(record, now);
      if (waitingClicks == waiting.length) {
        settle(now);
      }
    }
    settle(now);
    return read;
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Instant now) throws IOException {
    if (!record.topic().equals(Topics.CLICKSTREAM_EVENTS)) {
      addLetter(record);
      return;
    }
    read++;
    ClickRecorded click = click(record, now);
    if (click != null) {
      keys[waitingClicks] = RowHash.id(click.eventId());
      waiting[waitingClicks++] =
          new Waiting(
              record,
              columns.values(click),
              click.receivedAt() == null
                  ? Instant.ofEpochMilli(record.timestamp())
                  : click.receivedAt());
    }
  }

  /** Decides what becomes of the clicks that wait. */
  private void settle(Instant now) throws IOException {
    eventIds.add(keys, waitingClicks, fresh);
    for (int i = 0; i < waitingClicks; i++) {
      Waiting click = waiting[i];
      if (!fresh[i]) {
        duplicate++;
      } else if (typing.late(click.values, click.receivedAt)) {
        late++;
        rejectedClicks.add(
            click.record, "late", "", "The click happened before the lateness window.");
      } else {
        writer.write(
            rows.row(
                click.values,
                new RawRows.Origin(
                    Topics.CLICKSTREAM_EVENTS,
                    click.record.offset(),
                    click.record.partition(),
                    runId,
                    click.receivedAt,
                    now)));
      }
    }
    waitingClicks = 0;
  }

  /** Other letters are of records of the click topic, which quarantine has as such. */
  private void addLetter(ConsumerRecord<byte[], byte[]> letter) throws IOException {
    if (letter.headers().lastHeader(DeadLetter.SENDER) != null) {
      read++;
      rejected++;
      rejectedClicks.add(letter);
    }
  }

  private @Nullable ClickRecorded click(ConsumerRecord<byte[], byte[]> record, Instant now)
      throws IOException {
    try {
      if (record.value() == null) {
        throw new IllegalArgumentException("the record has no value");
      }
      return reading.read(record.value(), now);
    } catch (InvalidFieldException e) {
      reject(record, "invalid", e.field(), e.reason());
    } catch (JacksonException e) {
      reject(record, "malformed-json", "", e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      reject(record, "invalid", "", String.valueOf(e.getMessage()));
    }
    return null;
  }

  private void reject(
      ConsumerRecord<byte[], byte[]> record, String kind, String field, String reason)
      throws IOException {
    rejected++;
    rejectedClicks.add(record, kind, field, reason);
  }

  RunCounts counts() {
    return new RunCounts(read, writer.rows(), rejected, duplicate, late);
  }

  /** Ends the file and gives what is to be committed of it. */
  List<DataFile> complete() throws IOException {
    return writer.complete();
  }

  @Override
  public void close() throws IOException {
    eventIds.close();
    writer.close();
  }
}
