package io.tidewatch.dashboard.services;

import java.time.Instant;

/** The runs of a past period. */
public final class Backfill {
  private Backfill() {}

  /** The period; {@code until} is exclusive. */
  public record Period(Instant from, Instant until) {}

  /** How many times were queued, and how many had a run already. */
  public record Outcome(int queued, int present) {}
}
