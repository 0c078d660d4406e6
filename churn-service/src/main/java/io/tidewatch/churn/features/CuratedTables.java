package io.tidewatch.churn.features;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.Lake;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens the models' feature tables in the lake. */
@Component
public class CuratedTables {
  private final Lake lake;

  CuratedTables(Lake lake) {
    this.lake = lake;
  }

  /** The model's table at its newest snapshot; empty while nothing has been written to it. */
  public Optional<CuratedTable> newest(ChurnModel model) {
    return lake.table(LakeLayout.CURATED, model.table())
        .filter(table -> table.currentSnapshot() != null)
        .map(table -> new CuratedTable(table, model, table.currentSnapshot().snapshotId()));
  }

  /** The table's name in the lake, for example {@code curated.customer_features}. */
  public static String name(ChurnModel model) {
    return LakeLayout.CURATED + "." + model.table();
  }
}
