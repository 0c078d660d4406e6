package io.tidewatch.ingestion.repair;

import io.tidewatch.ingestion.quarantine.RowFilter;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected rows are to be loaded after all, and what is changed before.
 *
 * @param rows which rows of the data set; all of them if absent
 * @param fixes in the order in which they are applied; none where the description of the data set
 *     has changed instead
 */
public record Repair(@NotBlank String dataset, RowFilter rows, @NotNull List<Fix> fixes) {
  public Repair(@NotBlank String dataset, @Nullable RowFilter rows, @Nullable List<Fix> fixes) {
    this.dataset = dataset;
    this.rows = rows == null ? new RowFilter(null, null, null) : rows;
    this.fixes = fixes == null ? List.of() : List.copyOf(fixes);
  }
}
