package io.tidewatch.launcher.platform;

import io.tidewatch.launcher.process.DetachedCommand;
import io.tidewatch.launcher.process.OwnProcess;
import io.tidewatch.launcher.process.PortHolder;
import io.tidewatch.launcher.process.ProcessRecords;
import io.tidewatch.launcher.process.StartedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Brings one component up or down and keeps the record of its process. */
public final class Supervisor {
  private static final Duration STOP_NOTICE = Duration.ofSeconds(10);

  /** The first end after a build includes writing the class archive. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(110);

  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(3);
  private static final long POLL_MILLIS = 150;
  private static final long OUTPUT_KEPT_BYTES = 10L << 20;

  private final ProcessRecords records;
  private final Console console;

  public Supervisor(ProcessRecords records, Console console) {
    this.records = records;
    this.console = console;
  }

  /** Starts the component if it does not run, and returns when it is ready. */
  public void ensure(Component component) {
    Instant begin = Instant.now();
    try {
      Optional<OwnProcess> running = running(component);
      boolean start = running.isEmpty();
      OwnProcess process = start ? start(component) : running.orElseThrow();
      awaitReady(component, process);
      component.onReady();
      console.done(
          component.name(),
          (start ? "started" : "runs already") + ", port " + component.ports().get(0),
          Duration.between(begin, Instant.now()));
    } catch (IOException e) {
      throw new LaunchException(
          "%s cannot be started: %s".formatted(component.name(), e.getMessage()), e);
    }
  }

  /** Stops a recorded process and forgets it; harmless if it is gone already. */
  public void stop(StartedProcess record) {
    Instant begin = Instant.now();
    Optional<OwnProcess> process = OwnProcess.of(record);
    if (process.isEmpty()) {
      records.remove(record.name());
      console.note(record.name() + " was not running");
      return;
    }
    process.get().requestStop();
    boolean stopped = await(STOP_NOTICE, () -> !process.get().isAlive());
    if (!stopped) {
      console.note(
          record.name() + " is ending; once after a build it keeps its classes for faster starts");
      stopped = await(STOP_PATIENCE, () -> !process.get().isAlive());
    }
    if (!stopped) {
      process.get().kill();
      if (!await(KILL_PATIENCE, () -> !process.get().isAlive())) {
        throw new LaunchException(
            "%s (pid %d) survives SIGKILL; look at it by hand"
                .formatted(record.name(), record.pid()));
      }
    }
    records.remove(record.name());
    console.done(
        record.name(), stopped ? "stopped" : "killed", Duration.between(begin, Instant.now()));
  }

  private Optional<OwnProcess> running(Component component) throws IOException {
    Optional<StartedProcess> record = records.find(component.name());
    Optional<OwnProcess> process = record.flatMap(OwnProcess::of);
    if (process.isPresent() && !record.orElseThrow().build().equals(component.build())) {
      console.note(component.name() + " was built anew and is restarted");
      stop(record.orElseThrow());
      return Optional.empty();
    }
    return process;
  }

  private OwnProcess start(Component component) throws IOException {
    DetachedCommand command = component.prepare();
    for (int port : component.ports()) {
      if (!await(PORT_PATIENCE, () -> !PortHolder.isTaken(port))) {
        throw new LaunchException(
            "port %d, which %s needs, is taken by %s. Stop that process, or move all ports by TIDEWATCH_PORT_OFFSET, for example 10000"
                .formatted(port, component.name(), PortHolder.describe(port)));
      }
    }
    for (Path log : component.logs()) {
      setAsideIfLarge(log);
    }
    Process process = command.start();
    StartedProcess record =
        new StartedProcess(
            component.name(),
            process.pid(),
            process.info().startInstant().orElseGet(Instant::now),
            component.mark(),
            component.ports(),
            component.heap(),
            component.build(),
            component.stopSignal());
    records.save(record);
    return OwnProcess.started(process, record);
  }

  private void awaitReady(Component component, OwnProcess process) {
    boolean[] dead = new boolean[1];
    boolean ready =
        await(
            component.patience(),
            () -> {
              dead[0] = !process.isAlive();
              return dead[0] || component.isReady();
            });
    if (dead[0]) {
      throw died(component);
    }
    if (!ready) {
      throw new LaunchException(
          "%s runs but was not ready after %d s. Its last log lines:%n%s"
              .formatted(component.name(), component.patience().toSeconds(), lastLines(component)));
    }
  }

  private static LaunchException died(Component component) {
    return new LaunchException(
        "%s died while it started. Its last log lines:%n%s"
            .formatted(component.name(), lastLines(component)));
  }

  private static String lastLines(Component component) {
    StringBuilder text = new StringBuilder();
    for (Path log : component.logs()) {
      text.append("--- ").append(log).append('\n');
      LogTail.lines(log, 25).forEach(l -> text.append(l).append('\n'));
    }
    return text.toString();
  }

  private static void setAsideIfLarge(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > OUTPUT_KEPT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Asks until the answer is yes or the time is over. */
  static boolean await(Duration patience, BooleanSupplier condition) {
    Instant end = Instant.now().plus(patience);
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!condition.getAsBoolean()) {
        if (Instant.now().isAfter(end)) {
          return false;
        }
        never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted; what was started keeps running", e);
    }
  }
}
