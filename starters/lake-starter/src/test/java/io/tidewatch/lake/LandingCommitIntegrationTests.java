package io.tidewatch.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.testing.TestingPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Rows and their mark land together, and of two writers of the same rows one wins. */
class LandingCommitIntegrationTests {
  private static final String NEXT = "test-0.next-offset";

  @TempDir Path warehouse;
  private final DataSet customers =
      DataSets.read(new PathMatchingResourcePatternResolver(), List.of("classpath:datasets/*.yaml"))
          .find("customers")
          .orElseThrow();
  private Lake lake;

  @BeforeEach
  void open() {
    lake =
        new Lake(
            new LakeProperties(
                warehouse.toUri().toString(),
                new LakeProperties.Catalog(
                    TestingPostgres.databaseWithSchema("lake"), "postgres", "postgres"),
                List.of(),
                Map.of()));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void landsRowsAndPropertyTogether() throws IOException {
    long snapshot = commit(null, "10").append(rows("a", "b"));
    Table table = lake.raw(customers);
    assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
    assertThat(table.properties()).containsEntry(NEXT, "10");
    assertThat(ids(table)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void refusesASecondWriterOfTheSameRows() throws IOException {
    commit(null, "10").append(rows("a"));
    List<DataFile> same = rows("a");
    assertThatThrownBy(() -> commit(null, "10").append(same))
        .isInstanceOf(ValidationException.class);
    assertThat(ids(lake.raw(customers))).containsExactly("a");
    commit("10", "20").append(rows("b"));
    assertThat(ids(lake.raw(customers))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void letsOneOfTwoSimultaneousWritersWin() throws IOException {
    for (int round = 0; round < 10; round++) {
      String before = round == 0 ? null : Integer.toString(round);
      String after = Integer.toString(round + 1);
      List<CompletableFuture<Long>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        List<DataFile> files = rows("r" + round);
        writers.add(CompletableFuture.supplyAsync(() -> commit(before, after).append(files)));
      }
      int won = 0;
      for (CompletableFuture<Long> writer : writers) {
        try {
          writer.join();
          won++;
        } catch (CompletionException lost) {
          assertThat(lost).hasCauseInstanceOf(ValidationException.class);
        }
      }
      assertThat(won).isOne();
    }
    assertThat(ids(lake.raw(customers))).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void keepsThePropertyWhenSnapshotsExpire() throws IOException {
    commit(null, "10").append(rows("a"));
    commit("10", "20").append(rows("b"));
    Table table = lake.raw(customers);
    table
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1000)
        .retainLast(1)
        .commit();
    assertThat(lake.raw(customers).properties()).containsEntry(NEXT, "20");
  }

  @Test
  void leavesNoFilesOfAWriterThatGaveUp() throws IOException {
    Table table = lake.raw(customers);
    try (RowWriter writer = RowWriter.open(table)) {
      writer.write(row(table, "a"));
      assertThat(writer.rows()).isOne();
    }
    assertThat(warehouse.resolve("raw/customers/data"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isDirectoryNotContaining("glob:**/*.parquet"));
  }

  private LandingCommit commit(String before, String after) {
    return LandingCommit.to(lake, "raw", "customers")
        .expecting(p -> java.util.Objects.equals(p.get(NEXT), before))
        .setting(NEXT, after);
  }

  private List<DataFile> rows(String... ids) throws IOException {
    Table table = lake.raw(customers);
    try (RowWriter writer = RowWriter.open(table)) {
      for (String id : ids) {
        writer.write(row(table, id));
      }
      return writer.complete();
    }
  }

  private static Record row(Table table, String id) {
    GenericRecord row = GenericRecord.create(table.schema());
    row.setField("customer_id", id);
    row.setField("_source", "test");
    row.setField("_position", 1L);
    row.setField("_run_id", "run");
    row.setField("_received_at", OffsetDateTime.parse("2026-11-23T00:00:00Z"));
    row.setField("_landed_at", OffsetDateTime.parse("2026-11-23T00:00:00Z"));
    return row;
  }

  private static List<String> ids(Table table) throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      rows.forEach(row -> ids.add(String.valueOf(row.getField("customer_id"))));
    }
    return ids;
  }
}
