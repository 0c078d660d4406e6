package io.tidewatch.launcher.platform;

import java.util.List;
import java.util.Locale;

/**
 * The six services of the platform and what each one may take: the one place for their heaps and
 * JVM flags.
 */
public enum Service {
  DASHBOARD("dashboard-ui", 8080, "256m", "dashboard", false),
  INGESTION("ingestion-service", 8081, "384m", "ingestion", false),
  ETL("etl-service", 8082, "900m", "etl", true),
  FEATURE("feature-service", 8083, "768m", "feature", true),
  CHURN("churn-service", 8084, "900m", "churn", true),
  SENTIMENT("sentiment-service", 8085, "256m", "sentiment", false);

  /** Spark works in bursts: between them the heap goes back to the system. */
  private static final List<String> BURSTS =
      List.of(
          "-XX:+UseG1GC",
          "-XX:G1PeriodicGCInterval=20000",
          "-XX:InitiatingHeapOccupancyPercent=65",
          "-XX:MinHeapFreeRatio=30",
          "-XX:MaxHeapFreeRatio=50");

  /**
   * The optimising compiler waits ten times longer than by default. A service that starts beside
   * seven others, or a Spark job of a minute, ends before what that compiler makes has paid for
   * itself; loops that go on are still compiled by it. On two cores the six services were up after
   * 38 s instead of 69 s.
   */
  public static final List<String> LATE_OPTIMISING =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private static final int OLDEST_JDK_WITH_UNSAFE_FLAG = 23;

  private final String module;
  private final int defaultPort;
  private final String heap;
  private final String schema;
  private final boolean spark;

  Service(String module, int defaultPort, String heap, String schema, boolean spark) {
    this.module = module;
    this.defaultPort = defaultPort;
    this.heap = heap;
    this.schema = schema;
    this.spark = spark;
  }

  /** The Maven module, which is also the application and process name. */
  public String module() {
    return module;
  }

  public int defaultPort() {
    return defaultPort;
  }

  /** The largest heap that it has by default, as the JVM takes it, for example {@code 384m}. */
  public String heap() {
    return heap;
  }

  /** The PostgreSQL schema and role of the service. */
  public String schema() {
    return schema;
  }

  /** The name in {@code tidewatch.services.<name>.url}. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All JVM flags of the service but its heap and its class path. */
  public List<String> jvmFlags(int jdk) {
    List<String> flags = new java.util.ArrayList<>();
    flags.addAll(spark ? BURSTS : List.of("-XX:+UseSerialGC"));
    flags.addAll(LATE_OPTIMISING);
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("-XX:MaxMetaspaceSize=" + (spark ? "400m" : "256m"));
    flags.add("-Dfile.encoding=UTF-8");
    flags.add("-Duser.timezone=UTC");
    flags.add("--enable-native-access=ALL-UNNAMED");
    if (jdk >= OLDEST_JDK_WITH_UNSAFE_FLAG) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}
