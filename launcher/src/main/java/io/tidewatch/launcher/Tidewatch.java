package io.tidewatch.launcher;

import io.tidewatch.launcher.command.Commands;
import org.slf4j.LoggerFactory;

/** Entry point of {@code ./tidewatch}. */
public final class Tidewatch {
  private Tidewatch() {}

  public static void main(String[] args) {
    LoggerFactory.getILoggerFactory(); // before threads ask for it at once, which warns
    System.exit(Commands.execute(args));
  }
}
