package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Jobs in their order, and what starts them. */
@Command(
    name = "schedules",
    description = "Lists schedules, adds one, runs one, fills a past period, shows reports.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SchedulesCommand.All.class,
      SchedulesCommand.Add.class,
      SchedulesCommand.Run.class,
      SchedulesCommand.Pause.class,
      SchedulesCommand.Resume.class,
      SchedulesCommand.Backfill.class,
      SchedulesCommand.Report.class
    })
final class SchedulesCommand {
  private static final String PATH = "/api/v1/schedules";

  private static String path(String name, String end) {
    if (!name.matches("[a-z][a-z0-9_-]*")) {
      throw new LaunchException("'%s' is no name of a schedule".formatted(name));
    }
    return PATH + "/" + name + end;
  }

  private static JsonNode get(PlatformClient client, String path) {
    return client
        .find(Service.INGESTION, path)
        .orElseThrow(() -> new LaunchException("ingestion-service knows no " + path));
  }

  private static String line(JsonNode schedule) {
    String next = schedule.path("nextDue").asString("not by time");
    return "%-24s %-22s %s"
        .formatted(
            schedule.path("name").asString(""),
            schedule.path("paused").asBoolean(false) ? "paused" : next,
            schedule.at("/lastRun/status").asString("never ran"));
  }

  @Command(name = "list", description = "Every schedule with its next time and how it last ended.")
  static final class All implements Callable<Integer> {
    @Override
    public Integer call() {
      Context context = Context.current();
      JsonNode all = get(context.client(), PATH);
      if (all.isEmpty()) {
        context.console().line("No schedules; docs/guides/schedules.md shows one.");
      }
      all.forEach(one -> context.console().line(line(one)));
      return 0;
    }
  }

  @Command(name = "add", description = "Adds a schedule, or replaces the one of its name.")
  static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "YAML", description = "The schedule, see docs/guides/schedules.md.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new LaunchException("there is no file " + file);
      }
      Context context = Context.current();
      context.console().line(line(context.client().send(PATH, file)));
      return 0;
    }
  }

  @Command(name = "run", description = "Runs a schedule now and waits for its end.")
  static final class Run implements Callable<Integer> {
    private static final long POLL_MILLIS = 500;

    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(names = "--no-wait", description = "Do not wait for the end.")
    private boolean leave;

    @Override
    public Integer call() throws InterruptedException {
      Context context = Context.current();
      PlatformClient client = context.client();
      String id = client.post(path(name, "/runs"), Map.of()).path("id").asString("");
      Console console = context.console();
      int told = 0;
      while (!leave) {
        JsonNode run = get(client, PATH + "/runs/" + id);
        JsonNode log = run.path("log");
        for (; told < log.size(); told++) {
          JsonNode entry = log.get(told);
          console.line(
              "%s  %s %s"
                  .formatted(
                      entry.path("at").asString(""),
                      entry.path("step").asString(""),
                      entry.path("message").asString("")));
        }
        if (run.has("endedAt")) {
          return run.path("status").asString("").equals("SUCCEEDED") ? 0 : 1;
        }
        new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      console.line("run " + id);
      return 0;
    }
  }

  @Command(name = "pause", description = "Starts nothing more by time or landing.")
  static final class Pause implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    public Integer call() {
      Context context = Context.current();
      context.console().line(line(context.client().post(path(name, "/pause"), Map.of())));
      return 0;
    }
  }

  @Command(name = "resume", description = "Goes on; 'catchUp' says what becomes of missed times.")
  static final class Resume implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    public Integer call() {
      Context context = Context.current();
      context.console().line(line(context.client().post(path(name, "/resume"), Map.of())));
      return 0;
    }
  }

  @Command(name = "backfill", description = "Runs each time of past days that has no run yet.")
  static final class Backfill implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FROM", description = "The first day, as 2026-11-01.")
    private LocalDate from = LocalDate.EPOCH;

    @Parameters(index = "2", paramLabel = "UNTIL", description = "The day after the last.")
    private LocalDate until = LocalDate.EPOCH;

    @Override
    public Integer call() {
      Context context = Context.current();
      PlatformClient client = context.client();
      ZoneId zone = ZoneId.of(get(client, path(name, "")).path("zone").asString("UTC"));
      JsonNode done =
          client.post(
              path(name, "/backfill"),
              Map.of(
                  "from", from.atStartOfDay(zone).toInstant().toString(),
                  "until", until.atStartOfDay(zone).toInstant().toString()));
      context
          .console()
          .line(
              "%d runs queued, %d times had one already"
                  .formatted(done.path("queued").asInt(), done.path("present").asInt()));
      return 0;
    }
  }

  @Command(name = "report", description = "Prints the newest report of a schedule, as Markdown.")
  static final class Report implements Callable<Integer> {
    private static final String REPORTS = "/api/v1/reports";

    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    public Integer call() {
      Context context = Context.current();
      PlatformClient client = context.client();
      get(client, path(name, "")); // says so if there is none
      JsonNode newest = get(client, REPORTS + "?size=1&schedule=" + name).at("/items/0/id");
      if (newest.isMissingNode()) {
        throw new LaunchException(
            "%s has made no report yet; docs/guides/schedules.md shows a step that does"
                .formatted(name));
      }
      context.console().line(client.markdown(REPORTS + "/" + newest.asString("")).stripTrailing());
      return 0;
    }
  }
}
