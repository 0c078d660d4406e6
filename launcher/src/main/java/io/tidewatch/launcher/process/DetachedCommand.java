package io.tidewatch.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that runs in a session of its own: neither Ctrl-C in the terminal nor the end of the
 * launcher reaches it.
 *
 * @param output where standard output and error are appended
 */
public record DetachedCommand(
    List<String> command, Map<String, String> environment, Path directory, Path output) {

  public DetachedCommand {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Starts it; the pid stays that of the command itself. */
  public Process start() throws IOException {
    List<String> full = new ArrayList<>(newSession());
    full.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(full).directory(directory.toFile());
    builder.environment().putAll(environment);
    Files.createDirectories(output.toAbsolutePath().getParent());
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  private static List<String> newSession() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    if (onPath("perl")) {
      return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!");
    }
    return List.of("nohup");
  }

  private static boolean onPath(String program) {
    return java.util.Arrays.stream(
            System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
        .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
  }
}
