package io.tidewatch.launcher.platform;

import io.tidewatch.launcher.process.ProcessRecords;
import io.tidewatch.launcher.process.StartedProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** All processes of one installation: brought up in order, taken down in the opposite one. */
public final class Platform {
  private final Installation installation;
  private final List<Component> stores;
  private final List<Component> services;
  private final ProcessRecords records;
  private final Supervisor supervisor;
  private final Console console;

  /**
   * @param stores started first, all at once
   * @param services started when the stores are ready, in this order, as many at once as there are
   *     cores
   */
  public Platform(
      Installation installation,
      List<? extends Component> stores,
      List<? extends Component> services,
      Console console) {
    this.installation = installation;
    this.stores = List.copyOf(stores);
    this.services = List.copyOf(services);
    this.records = new ProcessRecords(installation.run());
    this.supervisor = new Supervisor(records, console);
    this.console = console;
  }

  /** Every component, in start order. */
  public List<Component> components() {
    List<Component> all = new ArrayList<>(stores);
    all.addAll(services);
    return all;
  }

  public ProcessRecords records() {
    return records;
  }

  /**
   * Starts what is missing of the wanted components.
   *
   * @throws LaunchException if one of them does not come up; the others keep running
   */
  public void up(Predicate<String> wanted) throws IOException {
    installation.create();
    try (Lock lock = new Lock(installation)) {
      lock.acquire();
      startAll(stores.stream().filter(c -> wanted.test(c.name())).toList(), stores.size());
      int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
      startAll(services.stream().filter(c -> wanted.test(c.name())).toList(), atOnce);
    }
  }

  /** Stops every recorded process, the last started first. */
  public void down() {
    List<StartedProcess> started = records.all();
    List<String> storeNames = stores.stream().map(Component::name).toList();
    List<StartedProcess> first =
        started.stream().filter(p -> !storeNames.contains(p.name())).toList();
    List<StartedProcess> last =
        started.stream().filter(p -> storeNames.contains(p.name())).toList();
    // services end by themselves within their grace period, so all may do so at once
    inParallel(first.reversed(), supervisor::stop, Math.max(1, first.size()));
    inParallel(last.reversed(), supervisor::stop, Math.max(1, last.size()));
    if (started.isEmpty()) {
      console.line("Nothing runs.");
    }
  }

  private void startAll(List<Component> components, int atOnce) {
    inParallel(components, supervisor::ensure, Math.max(1, atOnce));
  }

  private static <T> void inParallel(
      Collection<T> items, java.util.function.Consumer<T> action, int atOnce) {
    try (ExecutorService pool = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> running = new ArrayList<>();
      for (T item : items) {
        running.add(pool.submit(() -> action.accept(item)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LaunchException("unexpected: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted; what was started keeps running", e);
    }
  }

  /** Keeps two launchers from starting the same platform at the same time. */
  private static final class Lock implements AutoCloseable {
    private final FileChannel channel;

    Lock(Installation installation) throws IOException {
      Files.createDirectories(installation.run());
      this.channel =
          FileChannel.open(
              installation.run().resolve("up.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
    }

    void acquire() throws IOException {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new LaunchException(
            "another ./tidewatch up works on the same data directory; wait for it");
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
