package io.tidewatch.contracts.events;

/**
 * What became of the rows of one run; every source row is in exactly one of the other four counts.
 *
 * @param source rows read
 * @param loaded rows written
 * @param quarantined rows rejected with a reason
 * @param duplicate rows that were there already
 * @param late rows behind the lateness window
 */
public record RunCounts(long source, long loaded, long quarantined, long duplicate, long late) {

  /** No rows at all. */
  public static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0);

  public RunCounts {
    if (source < 0 || loaded < 0 || quarantined < 0 || duplicate < 0 || late < 0) {
      throw new IllegalArgumentException("counts are never negative");
    }
  }

  /** Whether source = loaded + quarantined + duplicate + late. */
  public boolean balanced() {
    return source == loaded + quarantined + duplicate + late;
  }

  /** The sums of both. */
  public RunCounts plus(RunCounts other) {
    return new RunCounts(
        source + other.source,
        loaded + other.loaded,
        quarantined + other.quarantined,
        duplicate + other.duplicate,
        late + other.late);
  }
}
