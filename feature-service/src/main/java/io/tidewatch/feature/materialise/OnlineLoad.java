package io.tidewatch.feature.materialise;

import io.tidewatch.feature.erasure.FeatureErasure;
import io.tidewatch.feature.online.ClickBaselines;
import io.tidewatch.feature.online.OnlineFeatures;
import io.tidewatch.feature.view.FeatureVector;
import io.tidewatch.feature.view.FeatureView;
import io.tidewatch.feature.view.FeatureViews;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.springframework.stereotype.Component;

/**
 * Copies materialised rows into the online store, and takes out whoever was erased of late and is
 * not among them.
 */
@Component
class OnlineLoad {
  private static final int CHUNK_ROWS = 1_000;

  private final OnlineFeatures online;
  private final ClickBaselines baselines;
  private final FeatureErasure erasure;

  OnlineLoad(OnlineFeatures online, ClickBaselines baselines, FeatureErasure erasure) {
    this.online = online;
    this.baselines = baselines;
    this.erasure = erasure;
  }

  /** Stores every row; no one else writes this view. Returns the number of rows. */
  long customers(Dataset<Row> rows) {
    return load(FeatureViews.CUSTOMER, rows, online::replace);
  }

  /** Stores the rows unless live clicks have made newer ones. Returns the number of rows. */
  long clicks(Dataset<Row> rows) {
    long count =
        load(
            FeatureViews.CLICKSTREAM,
            rows,
            chunk -> {
              baselines.replace(chunk);
              online.upsert(chunk);
            });
    baselines.refresh();
    return count;
  }

  private interface Sink {
    void accept(List<FeatureVector> chunk);
  }

  private long load(FeatureView view, Dataset<Row> rows, Sink sink) {
    Set<String> erased = erasure.lately();
    long count = 0;
    List<FeatureVector> chunk = new ArrayList<>(CHUNK_ROWS);
    Iterator<Row> all = rows.toLocalIterator();
    while (all.hasNext()) {
      FeatureVector next = vector(view, all.next());
      erased.remove(next.customerId());
      chunk.add(next);
      count++;
      if (chunk.size() == CHUNK_ROWS || !all.hasNext()) {
        sink.accept(chunk);
        chunk = new ArrayList<>(CHUNK_ROWS);
      }
    }
    erasure.takeOut(view, erased);
    return count;
  }

  private static FeatureVector vector(FeatureView view, Row row) {
    Map<String, Double> numeric = new LinkedHashMap<>();
    for (String name : view.numeric()) {
      Double value = row.getAs(name);
      if (value != null) {
        numeric.put(name, value);
      }
    }
    Map<String, String> categorical = new LinkedHashMap<>();
    for (String name : view.categorical()) {
      String value = row.getAs(name);
      if (value != null) {
        categorical.put(name, value);
      }
    }
    return new FeatureVector(
        view.name(),
        row.getAs("customer_id"),
        row.<java.sql.Timestamp>getAs("as_of").toInstant(),
        numeric,
        categorical);
  }
}
