package io.tidewatch.spark;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's one SparkSession: started by the first job, shared by jobs that overlap, stopped
 * when idle.
 */
public final class SparkSessions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SparkSessions.class);

  private final Supplier<SparkSession> start;
  private final Duration idleTimeout;
  private @Nullable SparkSession session;
  private int users;
  private Instant lastUsed = Instant.now();

  SparkSessions(Supplier<SparkSession> start, Duration idleTimeout) {
    this.start = start;
    this.idleTimeout = idleTimeout;
  }

  /** Runs a job on the session, which is started if need be, and returns the job's result. */
  public <T> T with(Function<SparkSession, T> job) {
    SparkSession open = acquire();
    try {
      return job.apply(open);
    } finally {
      release();
    }
  }

  /** Whether a session is open now. */
  public synchronized boolean open() {
    return session != null;
  }

  /** Stops the session if no job uses it and none has for the idle timeout. */
  synchronized void stopIfIdle() {
    if (session != null && users == 0 && lastUsed.plus(idleTimeout).isBefore(Instant.now())) {
      log.info("Spark session stops, idle");
      stop();
    }
  }

  private synchronized SparkSession acquire() {
    SparkSession open = session;
    if (open == null || open.sparkContext().isStopped()) {
      open = start.get();
      session = open;
    }
    users++;
    return open;
  }

  private synchronized void release() {
    users--;
    lastUsed = Instant.now();
  }

  private void stop() {
    if (session != null) {
      session.stop();
      session = null;
      // what Spark held is free now: give it back to the machine
      System.gc();
    }
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
