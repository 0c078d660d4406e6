package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.ComponentStatus;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "status",
    description = "Shows every process: port, pid, health, memory. Exit code 0 if all are healthy.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Context context = Context.current();
    Platform platform = context.platform();
    List<ComponentStatus> all =
        platform.components().parallelStream()
            .map(c -> ComponentStatus.of(c, platform.records()))
            .toList();
    boolean healthy = all.stream().allMatch(ComponentStatus::healthy);
    if (json) {
      printJson(context, all, healthy);
    } else {
      printTable(context.console(), all);
    }
    return healthy ? 0 : 1;
  }

  private static void printJson(Context context, List<ComponentStatus> all, boolean healthy) {
    Map<String, Object> document = new java.util.LinkedHashMap<>();
    document.put("healthy", healthy);
    document.put("dashboard", context.installation().issuer());
    document.put("data", context.installation().data().toString());
    document.put("memoryBytes", memory(all));
    document.put("processes", all);
    context
        .console()
        .line(
            JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document));
  }

  private static void printTable(Console console, List<ComponentStatus> all) {
    String row = "%-18s %-10s %-12s %8s %9s %6s %9s";
    console.heading(row.formatted("process", "health", "ports", "pid", "memory", "heap", "up"));
    for (ComponentStatus one : all) {
      String ports =
          one.managementPort() == null
              ? Integer.toString(one.port())
              : one.port() + ", " + one.managementPort();
      console.line(
          row.formatted(
              one.name(),
              one.health(),
              ports,
              Objects.toString(one.pid(), "-"),
              megabytes(one.memoryBytes()),
              Objects.toString(one.heap(), "-"),
              uptime(one.uptimeSeconds())));
    }
    console.line(row.formatted("", "", "", "", megabytes(memory(all)), "", "").stripTrailing());
  }

  private static long memory(List<ComponentStatus> all) {
    return all.stream()
        .map(ComponentStatus::memoryBytes)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "-" : String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }

  private static String uptime(@Nullable Long seconds) {
    if (seconds == null) {
      return "-";
    }
    Duration up = Duration.ofSeconds(seconds);
    return up.toHours() > 0
        ? "%dh %02dm".formatted(up.toHours(), up.toMinutesPart())
        : "%dm %02ds".formatted(up.toMinutes(), up.toSecondsPart());
  }
}
