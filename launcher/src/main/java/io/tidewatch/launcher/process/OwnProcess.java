package io.tidewatch.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Access to a recorded process that is certainly still the one that was started: same pid, same
 * start time, same mark on its command line.
 */
public final class OwnProcess {
  /** The clock of the kernel's start times may be corrected while a process runs. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);

  private final ProcessHandle handle;
  private final StartedProcess record;

  private OwnProcess(ProcessHandle handle, StartedProcess record) {
    this.handle = handle;
    this.record = record;
  }

  /** The process, if it lives and is ours; empty also for a zombie that nobody has reaped. */
  public static Optional<OwnProcess> of(StartedProcess record) {
    return ProcessHandle.of(record.pid())
        .filter(ProcessHandle::isAlive)
        .filter(h -> !isZombie(record.pid()))
        .filter(h -> sameStart(h, record))
        .filter(h -> commandLine(h).contains(record.mark()))
        .map(h -> new OwnProcess(h, record));
  }

  /**
   * The process that was started this moment. Its command line is not looked at: between two steps
   * of {@code exec} the system shows none.
   */
  public static OwnProcess started(Process process, StartedProcess record) {
    return new OwnProcess(process.toHandle(), record);
  }

  /** The command line of a process as one string, empty if it may not be read. */
  public static String commandLine(ProcessHandle handle) {
    try {
      byte[] raw = Files.readAllBytes(Path.of("/proc", Long.toString(handle.pid()), "cmdline"));
      return new String(raw, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException e) {
      return handle.info().commandLine().orElse("");
    }
  }

  public boolean isAlive() {
    return handle.isAlive() && !isZombie(record.pid());
  }

  /** Asks the process to end, in the way it was recorded to understand best. */
  public void requestStop() {
    if (record.stopSignal().equals("TERM")) {
      handle.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + record.stopSignal(), Long.toString(record.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      handle.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process and its children without asking. */
  public void kill() {
    handle.descendants().forEach(ProcessHandle::destroyForcibly);
    handle.destroyForcibly();
  }

  private static boolean sameStart(ProcessHandle handle, StartedProcess record) {
    return handle
        .info()
        .startInstant()
        .map(s -> Duration.between(s, record.startedAt()).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .orElse(false);
  }

  private static boolean isZombie(long pid) {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")),
              StandardCharsets.UTF_8);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
