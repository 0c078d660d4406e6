package io.tidewatch.ingestion.lake;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.upkeep.Compaction;
import io.tidewatch.lake.upkeep.Orphans;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps tables small: a commit every few seconds leaves many small files, and metadata that each
 * commit writes anew. What fails at one table is told and keeps the others from nothing.
 */
@Component
class TableUpkeep {
  private static final Logger log = LoggerFactory.getLogger(TableUpkeep.class);
  private static final long BIN_BYTES = 256L << 20;

  private final LakeTables tables;
  private final UpkeepProperties properties;
  private final Clock clock;

  TableUpkeep(LakeTables tables, UpkeepProperties properties, Clock clock) {
    this.tables = tables;
    this.properties = properties;
    this.clock = clock;
  }

  /** What was done to one table, or why nothing was. */
  interface Step {
    Object on(Table table) throws IOException;
  }

  /** The raw tables alone: the others are written whole by Spark, or seldom. */
  Map<String, Object> compact() {
    Compaction compaction =
        new Compaction(properties.smallFile().toBytes(), properties.smallFiles(), BIN_BYTES);
    return each(List.of(LakeLayout.RAW), compaction::compact);
  }

  /** The tables that this service writes; the others' writers expire their own. */
  Map<String, Object> expire() {
    return each(List.of(LakeLayout.RAW, LakeLayout.QUARANTINE), this::expire);
  }

  Map<String, Object> removeOrphans() {
    return each(
        LakeLayout.NAMESPACES,
        table -> Orphans.remove(table, clock.instant().minus(properties.orphanAge())));
  }

  private Object expire(Table table) {
    int before = snapshots(table);
    table
        .expireSnapshots()
        .expireOlderThan(clock.instant().minus(properties.snapshotAge()).toEpochMilli())
        .retainLast(properties.snapshotsKept())
        .commit();
    table.refresh();
    return Map.of("expired", Math.max(0, before - snapshots(table)));
  }

  private static int snapshots(Table table) {
    int count = 0;
    for (var ignored : table.snapshots()) {
      count++;
    }
    return count;
  }

  private Map<String, Object> each(List<String> namespaces, Step step) {
    Map<String, Object> outcomes = new LinkedHashMap<>();
    tables
        .all(namespaces)
        .forEach(
            (name, table) -> {
              try {
                outcomes.put(name, step.on(table));
              } catch (CommitFailedException busy) {
                outcomes.put(name, Map.of("busy", true));
              } catch (IOException | RuntimeException e) {
                log.atWarn().addKeyValue("table", name).setCause(e).log("upkeep failed");
                outcomes.put(name, Map.of("failed", String.valueOf(e.getMessage())));
              }
            });
    return outcomes;
  }
}
