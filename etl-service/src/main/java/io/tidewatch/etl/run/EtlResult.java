package io.tidewatch.etl.run;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.etl.quality.QualityResult;
import io.tidewatch.etl.refine.Refined;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has made and not yet published.
 *
 * @param refined every processed table, also those that were up to date
 * @param dailySnapshot the commit of {@code processed.customer_daily}
 * @param martRows staged rows by mart
 */
record EtlResult(
    List<Refined> refined,
    long dailySnapshot,
    Map<String, Long> martRows,
    List<QualityResult> quality) {

  Map<String, RunCounts> counts() {
    Map<String, RunCounts> counts = new TreeMap<>();
    refined.forEach(r -> counts.put(r.dataset(), r.counts()));
    return counts;
  }

  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>();
    refined.forEach(r -> snapshots.put(EtlTables.processed(r.dataset()), r.processedSnapshot()));
    snapshots.put(EtlTables.processed(EtlTables.CUSTOMER_DAILY), dailySnapshot);
    return snapshots;
  }
}
