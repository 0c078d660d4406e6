package io.tidewatch.benchmarks;

/** Clicks as a site sends them. */
public final class Clicks {
  private Clicks() {}

  /** A click as JSON, some 240 bytes. */
  public static String json(String id, int customer) {
    return ClickRequests.click(id, customer);
  }
}
