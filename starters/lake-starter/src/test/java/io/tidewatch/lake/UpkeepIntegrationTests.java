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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Compaction, erasure, expiry and orphan removal beside a writer: each row is there once. */
class UpkeepIntegrationTests {
  private static final String NEXT = "test-0.next-offset";
  private static final Compaction COMPACTION = new Compaction(64 << 20, 2, 128 << 20);

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
  void putsSmallFilesTogether() throws IOException {
    for (int i = 0; i < 5; i++) {
      land(i, "a" + i, "b" + i);
    }
    Compaction.Outcome outcome = COMPACTION.compact(lake.raw(customers));
    assertThat(outcome).isEqualTo(new Compaction.Outcome(5, 1, 10, 0));
    Table table = lake.raw(customers);
    assertThat(files(table)).hasSize(1);
    assertThat(ids(table)).hasSize(10).contains("a0", "b4");
    assertThat(table.properties()).containsEntry(NEXT, "5");
    assertThat(COMPACTION.compact(table).before()).isZero();
  }

  @Test
  void erasesRowsAndLeavesTheOthers() throws IOException {
    land(0, "a", "b", "a");
    land(1, "c");
    land(2, "a");
    List<Long> seen = new ArrayList<>();
    RowErasure.Outcome outcome = erase("a", seen);
    assertThat(outcome.rows()).isEqualTo(3);
    assertThat(outcome.files()).isEqualTo(2);
    assertThat(seen).hasSize(3);
    assertThat(ids(lake.raw(customers))).containsExactlyInAnyOrder("b", "c");
    assertThat(erase("a", seen).snapshotId()).isNull();
    assertThat(TableCheck.of(lake.raw(customers)).problems()).isEmpty();
  }

  @Test
  void removesWhatNoSnapshotKnowsAndNothingElse() throws IOException {
    land(0, "a");
    land(1, "b");
    COMPACTION.compact(lake.raw(customers));
    Table table = lake.raw(customers);
    try (RowWriter lost = RowWriter.open(table)) {
      lost.write(row(table, "lost"));
      lost.complete();
    }
    assertThat(Orphans.remove(table, Instant.now().minusSeconds(3600)).files()).isZero();
    assertThat(Orphans.remove(table, Instant.now().plusSeconds(5)).files()).isEqualTo(1);
    assertThat(ids(lake.raw(customers))).containsExactlyInAnyOrder("a", "b");
    assertThat(TableCheck.of(table).problems()).isEmpty();
    long first = table.snapshots().iterator().next().snapshotId();
    try (CloseableIterable<Record> old = IcebergGenerics.read(table).useSnapshot(first).build()) {
      assertThat(old).hasSize(1);
    }
  }

  @Test
  void tellsOfFilesThatAreMissingOrCut() throws IOException {
    land(0, "a");
    land(1, "b");
    Table table = lake.raw(customers);
    List<FileScanTask> files = files(table);
    Files.delete(Path.of(URI.create(files.get(0).file().location())));
    Path cut = Path.of(URI.create(files.get(1).file().location()));
    Files.write(cut, new byte[] {1, 2, 3});
    TableCheck check = TableCheck.of(table);
    assertThat(check.problems())
        .hasSize(2)
        .anyMatch(p -> p.contains("missing"))
        .anyMatch(p -> p.contains("has 3 bytes"));
  }

  @Test
  void losesAndDoublesNothingBesideAWriter() throws IOException {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> upkeep =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int round = 0; !done.get(); round++) {
                  lake.table("raw", "customers").ifPresent(UpkeepIntegrationTests::keepUp);
                  erase("x" + round, new ArrayList<>());
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    for (int i = 0; i < 15; i++) {
      land(i, "c" + i, "x" + i);
    }
    done.set(true);
    upkeep.join();
    for (int i = 0; i < 15; i++) {
      erase("x" + i, new ArrayList<>());
    }
    assertThat(ids(lake.raw(customers))).hasSize(15).doesNotHaveDuplicates();
    assertThat(TableCheck.of(lake.raw(customers)).problems()).isEmpty();
  }

  private static void keepUp(Table table) {
    try {
      COMPACTION.compact(table);
      table.expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(2).commit();
      Orphans.remove(table, Instant.now().minusSeconds(60));
    } catch (org.apache.iceberg.exceptions.CommitFailedException busy) {
      return; // the next round comes
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private RowErasure.Outcome erase(String id, List<Long> seen) throws IOException {
    return new RowErasure(
            lake.raw(customers),
            Expressions.equal("customer_id", id),
            row -> id.equals(row.getField("customer_id")),
            row -> seen.add((Long) row.getField("_position")))
        .erase();
  }

  private void land(int number, String... ids) throws IOException {
    Table table = lake.raw(customers);
    try (RowWriter writer = RowWriter.open(table)) {
      for (String id : ids) {
        writer.write(row(table, id));
      }
      LandingCommit.to(lake, "raw", "customers")
          .expecting(p -> number == 0 || Integer.toString(number).equals(p.get(NEXT)))
          .setting(NEXT, Integer.toString(number + 1))
          .append(writer.complete());
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

  private static List<FileScanTask> files(Table table) throws IOException {
    List<FileScanTask> all = new ArrayList<>();
    try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
      files.forEach(all::add);
    }
    return all;
  }

  private static List<String> ids(Table table) throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      rows.forEach(row -> ids.add(String.valueOf(row.getField("customer_id"))));
    }
    return ids;
  }
}
