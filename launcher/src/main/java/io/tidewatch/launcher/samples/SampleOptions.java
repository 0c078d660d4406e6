package io.tidewatch.launcher.samples;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command line's options for how much sample data there is to be. */
public final class SampleOptions {
  @Option(names = "--seed", defaultValue = "42", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--customers", defaultValue = "5000", description = "Default ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--transactions",
      defaultValue = "200000",
      description = "Invoice lines, default ${DEFAULT-VALUE}.")
  private int transactions;

  @Option(names = "--clicks", defaultValue = "500000", description = "Default ${DEFAULT-VALUE}.")
  private int clicks;

  @Option(names = "--complaints", defaultValue = "3000", description = "Default ${DEFAULT-VALUE}.")
  private int complaints;

  @Option(names = "--reviews", defaultValue = "5000", description = "Default ${DEFAULT-VALUE}.")
  private int reviews;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "The newest row, for example 2026-11-01T00:00:00Z; default: this hour.")
  private @Nullable Instant until;

  /** What was asked for. */
  public SampleSizes sizes() {
    Instant end = until == null ? Instant.now().truncatedTo(ChronoUnit.HOURS) : until;
    return new SampleSizes(seed, customers, transactions, clicks, complaints, reviews, end);
  }
}
