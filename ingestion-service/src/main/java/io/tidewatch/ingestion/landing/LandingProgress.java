package io.tidewatch.ingestion.landing;

import io.tidewatch.contracts.events.RunCounts;

/** Where a landing says how far it is and learns whether it is still wanted. */
public interface LandingProgress {
  /** Takes what was counted so far. */
  void counts(RunCounts now);

  /** Throws if somebody has cancelled the run or the service stops. */
  void requireWanted();
}
