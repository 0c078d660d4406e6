package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.LakeWork;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "lake",
    description = "Looks at the lake, checks it, cleans it up, and erases a customer from it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LakeCommand {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "How long the work may take (default ${DEFAULT-VALUE}).")
  private long timeoutSeconds = 1800;

  private LakeWork work(Context context) {
    return new LakeWork(context.client(), Duration.ofSeconds(timeoutSeconds));
  }

  @Command(description = "Every table: rows, data files, readable states, age of the newest.")
  int tables() {
    Context context = Context.current();
    Console console = context.console();
    JsonNode tables = work(context).tables();
    console.line(row("table", "rows", "files", "MB", "states", "committed at"));
    for (JsonNode table : tables) {
      console.line(
          row(
              table.path("name").asString(),
              table.path("rows").asString(),
              table.path("files").asString(),
              "%.1f".formatted(table.path("bytes").asLong() / 1e6),
              table.path("snapshots").asString(),
              table.path("committedAt").asString("-")));
    }
    return 0;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-36s %12s %7s %9s %7s  %s", cells);
  }

  @Command(description = "The readable states of a table, newest first.")
  int history(
      @Parameters(paramLabel = "TABLE", description = "For example raw.clickstream.")
          String table) {
    Context context = Context.current();
    int dot = table.indexOf('.');
    if (dot < 0) {
      throw new LaunchException("a table is named namespace.name, for example raw.clickstream");
    }
    for (JsonNode state :
        work(context).history(table.substring(0, dot), table.substring(dot + 1))) {
      JsonNode summary = state.path("summary");
      context
          .console()
          .line(
              "%-20s %s  %-9s +%s -%s = %s rows"
                  .formatted(
                      state.path("snapshotId").asString(),
                      state.path("committedAt").asString(),
                      state.path("operation").asString(),
                      summary.path("added-records").asString("0"),
                      summary.path("deleted-records").asString("0"),
                      summary.path("total-records").asString("?")));
    }
    return 0;
  }

  @Command(
      description =
          "Checks that every file of every table is there with its size and rows, and that received files have their checksums. Exit code 1 if not.")
  int verify() {
    Context context = Context.current();
    JsonNode job = work(context).verify();
    JsonNode result = job.path("result");
    long files = 0;
    long rows = 0;
    int problems = problems(context.console(), result.path("landing"));
    for (JsonNode table : result.path("tables")) {
      files += table.path("files").asLong();
      rows += table.path("rows").asLong();
      problems += problems(context.console(), table);
    }
    context
        .console()
        .line(
            "%d tables, %d files, %d rows, %d received files: %s"
                .formatted(
                    result.path("tables").size(),
                    files,
                    rows,
                    result.path("landing").path("files").asLong(),
                    problems == 0 ? "intact" : problems + " problems"));
    return ended(context, job);
  }

  private static int problems(Console console, JsonNode part) {
    part.path("problems").forEach(problem -> console.failure(problem.asString()));
    return part.path("problems").size();
  }

  @Command(
      description = "Compacts, expires old states, removes orphans and old received files now.")
  int gc() {
    Context context = Context.current();
    JsonNode job = work(context).collect();
    context.console().line(JSON.writeValueAsString(job.path("result")));
    return ended(context, job);
  }

  @Command(description = "Erases a customer's rows from every table and prints the receipt.")
  int erase(
      @Parameters(paramLabel = "CUSTOMER", description = "The customer's id.") String customer,
      @Option(
              names = "--receipt",
              paramLabel = "FILE",
              description = "Also writes the receipt to this file.")
          @Nullable Path file)
      throws IOException {
    Context context = Context.current();
    JsonNode job = work(context).erase(customer);
    String receipt = JSON.writeValueAsString(job.path("result"));
    context.console().line(receipt);
    if (file != null) {
      Files.writeString(file, receipt + System.lineSeparator(), StandardCharsets.UTF_8);
    }
    return ended(context, job);
  }

  private static int ended(Context context, JsonNode job) {
    if (job.path("status").asString().equals("SUCCEEDED")) {
      return 0;
    }
    context.console().failure(job.path("message").asString("the work failed"));
    return 1;
  }
}
