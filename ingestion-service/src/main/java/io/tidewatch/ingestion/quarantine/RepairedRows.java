package io.tidewatch.ingestion.quarantine;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.lake.Lake;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows that repairs have loaded, as the raw table has them: with their first file and line. */
@Component
public class RepairedRows {
  private final Lake lake;
  private final JdbcClient jdbc;

  RepairedRows(Lake lake, JdbcClient jdbc) {
    this.lake = lake;
    this.jdbc = jdbc;
  }

  /** Where a row stood. */
  record Place(String source, long position) {}

  /** Gives {@link Provenance source, position and run} of each repaired row of the table. */
  public void forEach(String dataset, Table raw, Quarantine.Taker taker) throws IOException {
    List<String> runs = runs(dataset);
    if (!runs.isEmpty()) {
      read(raw, Expressions.in(Provenance.RUN, runs.toArray()), taker);
    }
  }

  /** For those of the places whose rows are repaired, the run that did it. */
  Map<Place, String> among(String dataset, Set<Place> places) throws IOException {
    List<String> runs = places.isEmpty() ? List.of() : runs(dataset);
    Optional<Table> raw = runs.isEmpty() ? Optional.empty() : lake.table(LakeLayout.RAW, dataset);
    if (raw.isEmpty()) {
      return Map.of();
    }
    Expression near =
        Expressions.and(
            Expressions.in(Provenance.RUN, runs.toArray()),
            Expressions.in(
                Provenance.SOURCE,
                places.stream().map(Place::source).collect(Collectors.toSet()).toArray()),
            Expressions.in(
                Provenance.POSITION,
                places.stream().map(Place::position).collect(Collectors.toSet()).toArray()));
    Map<Place, String> found = new HashMap<>();
    read(
        raw.get(),
        near,
        row -> {
          found.put(
              new Place(
                  String.valueOf(row.getField(Provenance.SOURCE)),
                  (Long) row.getField(Provenance.POSITION)),
              String.valueOf(row.getField(Provenance.RUN)));
          return true;
        });
    return found;
  }

  private List<String> runs(String dataset) {
    return jdbc.sql("select cast(run_id as text) from repair where dataset = :dataset")
        .param("dataset", dataset)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static void read(Table raw, Expression wanted, Quarantine.Taker taker)
      throws IOException {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(raw)
            .where(wanted)
            .select(Provenance.SOURCE, Provenance.POSITION, Provenance.RUN)
            .build()) {
      for (Record row : rows) {
        taker.take(row);
      }
    }
  }
}
