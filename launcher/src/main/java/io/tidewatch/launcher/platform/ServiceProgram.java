package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that lives in a service's jar and runs in the foreground. It has its own extracted copy
 * of the jar, so that a build during a long run does not pull the classes from under it.
 */
public final class ServiceProgram {
  private static final long SECONDS_TO_END = 150;

  private final Installation installation;
  private final ServiceJar jar;
  private final Path java;
  private final String mainClass;
  private final List<String> jvmFlags;

  /** Finds the program in the installation. */
  public ServiceProgram(
      Installation installation,
      Service service,
      Path java,
      String mainClass,
      List<String> jvmFlags) {
    this.installation = installation;
    this.jar =
        new ServiceJar(
            installation.jarOf(service),
            installation.cache().resolve("apps").resolve(service.module() + "-programs"),
            java);
    this.java = java;
    this.mainClass = mainClass;
    this.jvmFlags = List.copyOf(jvmFlags);
  }

  /** Runs the program with this terminal and returns its exit status. */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    installation.create();
    Process process = new ProcessBuilder(command(arguments)).inheritIO().start();
    Thread hook = new Thread(() -> end(process), "end-" + mainClass);
    Runtime.getRuntime().addShutdownHook(hook);
    int status = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this process is ending already, and the hook has done its work
      return status;
    }
    return status;
  }

  List<String> command(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(jvmFlags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dtidewatch.data.directory=" + installation.data());
    command.add("-cp");
    command.add(jar.extracted().toString());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** A training writes its checkpoint before it ends; this process ends after it. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
