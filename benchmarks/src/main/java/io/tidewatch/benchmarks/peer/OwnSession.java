package io.tidewatch.benchmarks.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Commands of peers: where there is {@code setsid}, in sessions of their own, by which Linux may
 * share the processors.
 */
public final class OwnSession {
  private OwnSession() {}

  /** The command that starts the JVM of this process with these arguments. */
  public static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    if (Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "setsid")))) {
      command.add("setsid");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
