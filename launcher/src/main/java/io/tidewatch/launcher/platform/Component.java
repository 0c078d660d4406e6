package io.tidewatch.launcher.platform;

import io.tidewatch.launcher.process.DetachedCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One process of the platform: how it is started and how to tell that it works. */
public interface Component {

  /** Its name in {@code status}, {@code logs} and file names. */
  String name();

  /** The ports it listens on, the one for callers first. */
  List<Integer> ports();

  /** The most heap it may take, {@code -} if it has none. */
  String heap();

  /** Text on its command line that no foreign process has. */
  String mark();

  /** Identifies the code it would run now; a running process of another build is restarted. */
  String build() throws IOException;

  /** Makes what must be there before the start and says how to start. */
  DetachedCommand prepare() throws IOException;

  /** Whether it answers. */
  boolean isReady();

  /** What is to be done each time it has become ready. */
  default void onReady() {}

  /** How long it may take to become ready. */
  default Duration patience() {
    return Duration.ofMinutes(5);
  }

  /** The signal that stops it in an orderly way. */
  default String stopSignal() {
    return "TERM";
  }

  /** Where it writes, the most telling file first. */
  List<Path> logs();
}
