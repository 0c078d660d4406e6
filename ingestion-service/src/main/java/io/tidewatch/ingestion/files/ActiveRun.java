package io.tidewatch.ingestion.files;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.ingestion.landing.LandingProgress;
import io.tidewatch.ingestion.reading.FileContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What a run has done so far; written by the thread that works on it, read by the reporter. */
final class ActiveRun implements LandingProgress, AutoCloseable {
  private final UUID id;
  private final String job;
  private final long bytes;
  private final Runnable onClose;
  private final AtomicLong bytesRead = new AtomicLong();
  private volatile RunCounts counts = RunCounts.NONE;
  private volatile boolean cancelled;

  ActiveRun(UUID id, String job, long bytes, Runnable onClose) {
    this.id = id;
    this.job = job;
    this.bytes = bytes;
    this.onClose = onClose;
  }

  UUID id() {
    return id;
  }

  String job() {
    return job;
  }

  long bytesRead() {
    return bytesRead.get();
  }

  double fraction() {
    return bytes == 0 ? 0 : Math.min(1, (double) bytesRead() / bytes);
  }

  RunCounts counts() {
    return counts;
  }

  @Override
  public void counts(RunCounts now) {
    counts = now;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public void requireWanted() {
    if (cancelled) {
      throw new RunCancelledException(id);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the service stops; run " + id + " goes on after its start");
    }
  }

  /** The same content, its bytes counted while they are read. */
  FileContent counted(FileContent content) {
    return new FileContent() {
      @Override
      public String name() {
        return content.name();
      }

      @Override
      public InputStream open() throws IOException {
        bytesRead.set(0);
        return new Counting(content.open());
      }

      @Override
      public Path onDisk() throws IOException {
        return content.onDisk();
      }
    };
  }

  @Override
  public void close() {
    onClose.run();
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      bytesRead.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      bytesRead.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
