package io.tidewatch.launcher.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a TCP port.
 *
 * @param command its command line, shortened
 */
public record PortHolder(long pid, String command) {
  private static final int SHOWN_COMMAND_LENGTH = 120;
  private static final String LISTEN = "0A";

  /** Whether something listens on the port of this machine. */
  public static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Who listens on the port; empty if nobody does or if the system does not tell us. */
  public static Optional<PortHolder> of(int port) {
    return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
  }

  /** The holder in words, for an error message. */
  public static String describe(int port) {
    return of(port)
        .map(h -> "pid %d (%s)".formatted(h.pid, h.command))
        .orElse("a process of another user");
  }

  private static Optional<PortHolder> fromProc(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      sockets.addAll(listening(Path.of(table), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .filter(p -> holdsOne(p.pid(), sockets))
        .findFirst()
        .map(PortHolder::of);
  }

  private static Set<String> listening(Path table, int port) {
    Set<String> found = new HashSet<>();
    try {
      for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
        String[] field = line.strip().split("\\s+");
        if (field.length > 9
            && field[3].equals(LISTEN)
            && field[1].endsWith(":%04X".formatted(port))) {
          found.add("socket:[" + field[9] + "]");
        }
      }
    } catch (IOException e) {
      return found;
    }
    return found;
  }

  private static boolean holdsOne(long pid, Set<String> sockets) {
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : open) {
        if (isOneOf(file, sockets)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  private static boolean isOneOf(Path file, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(file).toString());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static Optional<PortHolder> fromLsof(int port) {
    try {
      Process lsof =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
      String out = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return out.lines()
          .findFirst()
          .flatMap(l -> ProcessHandle.of(Long.parseLong(l.strip())))
          .map(PortHolder::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static PortHolder of(ProcessHandle process) {
    String command = OwnProcess.commandLine(process);
    return new PortHolder(
        process.pid(),
        command.length() > SHOWN_COMMAND_LENGTH
            ? command.substring(0, SHOWN_COMMAND_LENGTH) + "..."
            : command);
  }
}
