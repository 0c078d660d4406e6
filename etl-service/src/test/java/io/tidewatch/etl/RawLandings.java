package io.tidewatch.etl;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.LandingCommit;
import io.tidewatch.lake.RowWriter;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.data.GenericRecord;

/** Lands rows in raw tables as the ingestion service does. */
public final class RawLandings {
  /** When all rows of the tests were received. */
  public static final OffsetDateTime RECEIVED = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);

  private final Lake lake;
  private final DataSets dataSets;

  public RawLandings(Lake lake, DataSets dataSets) {
    this.lake = lake;
    this.dataSets = dataSets;
  }

  /** Commits rows; columns that a row does not name are null. */
  public RawLanded land(String dataset, String file, List<Map<String, Object>> rows) {
    return land(dataset, file, writer -> rows.forEach(writer));
  }

  /** Commits rows as they are given one by one. */
  public RawLanded land(String dataset, String file, Consumer<Consumer<Map<String, Object>>> rows) {
    DataSet description = dataSets.find(dataset).orElseThrow();
    try (RowWriter writer = RowWriter.open(lake.raw(description))) {
      long[] position = {1};
      rows.accept(row -> write(writer, file, ++position[0], row));
      long count = writer.rows();
      long snapshot = LandingCommit.to(lake, LakeLayout.RAW, dataset).append(writer.complete());
      return new RawLanded(
          dataset, file, file, snapshot, new RunCounts(count, count, 0, 0, 0), Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      RowWriter writer, String file, long position, Map<String, Object> values) {
    GenericRecord row = GenericRecord.create(writer.schema());
    row.setField(Provenance.SOURCE, file);
    row.setField(Provenance.POSITION, position);
    row.setField(Provenance.RUN, "run-of-" + file);
    row.setField(Provenance.RECEIVED_AT, RECEIVED);
    row.setField(Provenance.LANDED_AT, OffsetDateTime.now(ZoneOffset.UTC));
    values.forEach(row::setField);
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
