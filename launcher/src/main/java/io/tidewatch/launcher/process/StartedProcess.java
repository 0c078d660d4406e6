package io.tidewatch.launcher.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * A process that Tidewatch started, as it stands in {@code run/<name>.json}.
 *
 * @param startedAt the operating system's start time; with the pid it tells the process from a
 *     later one that got the same pid
 * @param mark text that the command line contains, so that nothing else is ever signalled
 * @param ports the ports it listens on, the one for callers first
 * @param heap the most heap the process may take, for example {@code 384m}; {@code -} if it has
 *     none
 * @param build identifies the code that runs
 * @param stopSignal {@code TERM} or {@code INT}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StartedProcess(
    String name,
    long pid,
    Instant startedAt,
    String mark,
    List<Integer> ports,
    String heap,
    String build,
    String stopSignal) {

  public StartedProcess {
    ports = List.copyOf(ports);
  }
}
