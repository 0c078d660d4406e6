package io.tidewatch.dashboard.design;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Fetches once for all sections that show it; a failure is not kept. */
public final class Once<T> implements Callable<T> {
  private final Callable<T> source;
  private @Nullable T value;

  /**
   * @param source fetches the value
   */
  public Once(Callable<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T call() throws Exception {
    T known = value;
    if (known == null) {
      known = source.call();
      value = known;
    }
    return known;
  }

  /** Fetches again the next time. */
  public synchronized void forget() {
    value = null;
  }
}
