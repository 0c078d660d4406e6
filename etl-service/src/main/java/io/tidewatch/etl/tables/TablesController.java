package io.tidewatch.etl.tables;

import io.swagger.v3.oas.annotations.Operation;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows which lake tables there are and how far they are. */
@RestController
class TablesController {
  private final Lake lake;

  TablesController(Lake lake) {
    this.lake = lake;
  }

  @Operation(summary = "Raw, processed and quarantine tables with rows and newest snapshot")
  @GetMapping("/api/v1/tables")
  List<LakeTable> tables() {
    return Stream.of(LakeLayout.RAW, LakeLayout.PROCESSED, LakeLayout.QUARANTINE)
        .flatMap(namespace -> lake.catalog().listTables(Namespace.of(namespace)).stream())
        .map(this::state)
        .toList();
  }

  private LakeTable state(TableIdentifier id) {
    Optional<Snapshot> current =
        Optional.ofNullable(lake.catalog().loadTable(id).currentSnapshot());
    return new LakeTable(
        id.toString(),
        current.map(ProcessedTables::rows).orElse(0L),
        current.map(Snapshot::snapshotId).orElse(null),
        current.map(Snapshot::timestampMillis).map(Instant::ofEpochMilli).orElse(null));
  }
}
