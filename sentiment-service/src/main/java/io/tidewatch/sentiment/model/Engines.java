package io.tidewatch.sentiment.model;

import java.nio.file.Path;

/** Settings that the native engine reads once, before its first use in this JVM. */
public final class Engines {
  private Engines() {}

  /**
   * One thread inside each operation, because there is one predictor per core: two operations that
   * each spread over all cores slow each other down. No graph optimizer, because it would
   * specialise the module again for every new batch shape. Values set by the operator win.
   */
  static void configure(Path natives) {
    setIfAbsent("DJL_CACHE_DIR", natives.toAbsolutePath().toString());
    setIfAbsent("ai.djl.pytorch.num_threads", "1");
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
  }

  /** The same for a training: one operation at a time, spread over so many threads. */
  public static void configureForTraining(Path natives, int threads) {
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    configure(natives);
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getProperty(name) == null && System.getenv(name) == null) {
      System.setProperty(name, value);
    }
  }
}
