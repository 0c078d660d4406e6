package io.tidewatch.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.lake.upkeep.Compaction;
import io.tidewatch.lake.upkeep.Orphans;
import io.tidewatch.lake.upkeep.RowErasure;
import io.tidewatch.lake.upkeep.TableCheck;
import io.tidewatch.testing.TestingPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a lake in the bucket {@code lake} does, whoever keeps the bucket. */
abstract class BucketLake {
  private final DataSet customers =
      DataSets.read(new PathMatchingResourcePatternResolver(), List.of("classpath:datasets/*.yaml"))
          .find("customers")
          .orElseThrow();
  private Lake lake;

  /** The address of the store. */
  abstract String url();

  abstract void put(String name, String content);

  /** The names of all objects in the bucket. */
  abstract List<String> names();

  /** Makes the next calls fail in passing, where the store can. */
  void disturb() {}

  @BeforeEach
  void open() {
    lake =
        new Lake(
            new LakeProperties(
                "gs://lake/warehouse",
                new LakeProperties.Catalog(
                    TestingPostgres.databaseWithSchema("lake"), "postgres", "postgres"),
                List.of(),
                Map.of(
                    "gcs.service.host", url(),
                    "gcs.no-auth", "true",
                    "gcs.project-id", "test")));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void commitsReadsAndErases() throws IOException {
    land("a", "b");
    disturb();
    land("c");
    assertThat(ids()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(names()).allMatch(name -> name.startsWith("warehouse/raw/customers/"));
    assertThat(TableCheck.of(lake.raw(customers)).problems()).isEmpty();

    RowErasure.Outcome erased =
        new RowErasure(
                lake.raw(customers),
                Expressions.equal("customer_id", "a"),
                row -> "a".equals(row.getField("customer_id")),
                row -> {})
            .erase();
    assertThat(erased.rows()).isEqualTo(1);
    assertThat(ids()).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void putsSmallFilesTogetherAndRemovesWhatNoSnapshotKnows() throws IOException {
    land("a");
    land("b");
    assertThat(new Compaction(64 << 20, 2, 128 << 20).compact(lake.raw(customers)))
        .isEqualTo(new Compaction.Outcome(2, 1, 2, 0));
    Table table = lake.raw(customers);
    put("warehouse/raw/customers/data/left-over.parquet", "cut off");
    int before = names().size();
    assertThat(Orphans.remove(table, Instant.now().plusSeconds(5)).files()).isEqualTo(1);
    assertThat(names())
        .hasSize(before - 1)
        .doesNotContain("warehouse/raw/customers/data/left-over.parquet");
    assertThat(ids()).containsExactlyInAnyOrder("a", "b");
    assertThat(TableCheck.of(table).problems()).isEmpty();
  }

  private void land(String... names) throws IOException {
    Table table = lake.raw(customers);
    try (RowWriter writer = RowWriter.open(table)) {
      for (String name : names) {
        writer.write(row(table, name));
      }
      LandingCommit.to(lake, "raw", "customers")
          .expecting(properties -> true)
          .setting("test.last", names[0])
          .append(writer.complete());
    }
  }

  private static Record row(Table table, String id) {
    OffsetDateTime time = OffsetDateTime.parse("2026-11-23T00:00:00Z");
    GenericRecord row = GenericRecord.create(table.schema());
    row.setField("customer_id", id);
    row.setField("_source", "test");
    row.setField("_position", 1L);
    row.setField("_run_id", "run");
    row.setField("_received_at", time);
    row.setField("_landed_at", time);
    return row;
  }

  private List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(lake.raw(customers)).build()) {
      rows.forEach(row -> ids.add(String.valueOf(row.getField("customer_id"))));
    }
    return ids;
  }
}
