package io.tidewatch.ingestion.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.ingestion.metrics.IngestionMetric;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * What the collector has in hand at once: bytes of bodies, and requests whose body is there. Beyond
 * it a request waits a little, for callers who come again at once take the processors from those
 * let in, and is then told to come back.
 *
 * <p>A body has room for about what has come of it, so that many who send slowly, or stop half way,
 * are in nobody's way.
 */
@Component
class CollectorRoom {
  private static final int KIB = 1024;

  private final Semaphore requests;
  private final Semaphore freeKib;
  private final long patienceMillis;
  private final Counter overloaded;

  CollectorRoom(CollectorProperties properties, MeterRegistry meters) {
    this.requests = new Semaphore(properties.maxRequests());
    this.freeKib = new Semaphore((int) (properties.maxInFlight().toBytes() / KIB));
    this.patienceMillis = properties.admission().toMillis();
    this.overloaded = meters.counter(IngestionMetric.EVENTS.meterName(), "outcome", "overloaded");
  }

  /** The part of a request, none at first. */
  Part part() {
    return new Part();
  }

  /** What one request has of the room until it is closed. */
  final class Part implements AutoCloseable {
    private int kib;
    private boolean working;

    /**
     * Makes it large enough for so many bytes.
     *
     * @throws CollectorException if there is no room
     */
    void growTo(int bytes) {
      int more = (bytes + KIB - 1) / KIB - kib;
      if (more > 0) {
        await(freeKib, more);
        kib += more;
      }
    }

    /**
     * Begins to work on what has come.
     *
     * @throws CollectorException if too many do
     */
    void work() {
      await(requests, 1);
      working = true;
    }

    @Override
    public void close() {
      freeKib.release(kib);
      if (working) {
        requests.release();
      }
    }
  }

  private void await(Semaphore semaphore, int permits) {
    try {
      if (semaphore.tryAcquire(permits, patienceMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    overloaded.increment();
    throw CollectorException.overloaded();
  }
}
