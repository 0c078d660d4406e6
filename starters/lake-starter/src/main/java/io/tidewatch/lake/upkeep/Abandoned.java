package io.tidewatch.lake.upkeep;

import java.util.List;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** Data files that were written for a commit that was refused. */
final class Abandoned {
  private Abandoned() {}

  /** Deletes them; what cannot be deleted is an orphan and goes with the next round. */
  static void delete(Table table, List<DataFile> files) {
    CatalogUtil.deleteFiles(
        table.io(), files.stream().map(DataFile::location).toList(), "refused", true);
  }
}
