package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.Component;
import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the logs of one process or of all.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "postgres, kafka, ingestion-service, ...; all if left out.")
  private @Nullable String service;

  @Option(names = "-f", description = "Follow: go on as lines are written.")
  private boolean follow;

  @Option(
      names = "-n",
      defaultValue = "50",
      description = "Lines of each file (default ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException {
    Context context = Context.current();
    List<Component> components = context.platform().components();
    List<Path> files =
        components.stream()
            .filter(c -> service == null || c.name().equals(service) || isShort(c.name()))
            .flatMap(c -> c.logs().stream())
            .filter(Files::exists)
            .toList();
    if (files.isEmpty()) {
      throw new LaunchException(
          "no log yet; the processes are "
              + String.join(", ", components.stream().map(Component::name).toList()));
    }
    List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    files.forEach(f -> command.add(f.toString()));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private boolean isShort(String name) {
    return name.startsWith(service + "-");
  }
}
