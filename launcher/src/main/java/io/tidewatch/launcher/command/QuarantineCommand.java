package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.IngestRun;
import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.client.Uploads;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What was rejected, why, and how it is loaded after all. */
@Command(
    name = "quarantine",
    description = "Shows rejected rows and events, mends them, and loads them after all.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuarantineCommand.Summary.class,
      QuarantineCommand.Rows.class,
      QuarantineCommand.Repair.class
    })
final class QuarantineCommand {
  private static final String PATH = "/api/v1/quarantine";

  /** Which rejected rows are meant. */
  static final class Chosen {
    @Parameters(paramLabel = "DATASET", description = "For example transactions or clickstream.")
    private String dataset = "";

    @Option(names = "--run", paramLabel = "ID", description = "Only rows that this run rejected.")
    private @Nullable String run;

    @Option(
        names = "--check",
        paramLabel = "CHECK",
        description = "Only rows that failed this check, for example type.")
    private @Nullable String check;

    @Option(
        names = "--column",
        paramLabel = "COLUMN",
        description = "Only rows in which this column is at fault.")
    private @Nullable String column;

    private Map<String, String> filter() {
      Map<String, String> filter = new LinkedHashMap<>();
      put(filter, "run", run);
      put(filter, "check", check);
      put(filter, "column", column);
      return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
      if (value != null) {
        filter.put(name, value);
      }
    }
  }

  private static JsonNode get(PlatformClient client, String path, Map<String, String> query) {
    StringBuilder address = new StringBuilder(path);
    query.forEach(
        (name, value) ->
            address
                .append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return client
        .find(Service.INGESTION, address.toString())
        .orElseThrow(
            () ->
                new LaunchException(
                    "there is no data set or run of that name; ./tidewatch datasets list shows the data sets"));
  }

  @Command(
      name = "summary",
      description = "How many rows of a data set each check has rejected, by column.")
  static final class Summary implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "For example transactions or clickstream.")
    private String dataset = "";

    @Override
    public Integer call() {
      Context context = Context.current();
      Console console = context.console();
      JsonNode groups = get(context.client(), PATH + "/summary", Map.of("dataset", dataset));
      if (groups.isEmpty()) {
        console.line("Nothing of %s was rejected.".formatted(dataset));
        return 0;
      }
      console.line(line("check", "column", "rows", "repaired", "for example"));
      for (JsonNode group : groups) {
        console.line(
            line(
                group.path("checkId").asString(""),
                group.path("columnName").asString("-"),
                group.path("rows").asString("0"),
                group.path("repaired").asString("0"),
                group.path("sample").asString("")));
      }
      return 0;
    }

    private static String line(
        String check, String column, String rows, String repaired, String sample) {
      return "%-18s %-18s %10s %10s  %s".formatted(check, column, rows, repaired, sample);
    }
  }

  @Command(
      name = "rows",
      description = "Rejected rows with line and reason; personal values are masked.")
  static final class Rows implements Callable<Integer> {
    @Mixin private Chosen chosen = new Chosen();

    @Option(names = "--page", defaultValue = "0", description = "Which page, from 0.")
    private int page;

    @Option(
        names = "--size",
        defaultValue = "20",
        description = "Rows of a page (default ${DEFAULT-VALUE}).")
    private int size;

    @Override
    public Integer call() {
      Context context = Context.current();
      Map<String, String> query = chosen.filter();
      query.put("dataset", chosen.dataset);
      query.put("page", Integer.toString(page));
      query.put("size", Integer.toString(size));
      JsonNode rows = get(context.client(), PATH, query);
      Console console = context.console();
      for (JsonNode row : rows.path("items")) {
        console.line(
            "%s:%s  %s %s: %s%s"
                .formatted(
                    row.path("file").asString(row.path("source").asString("")),
                    row.path("position").asString("?"),
                    row.path("checkId").asString(""),
                    row.path("columnName").asString(""),
                    row.path("reason").asString(""),
                    row.has("repairedBy") ? "  (repaired)" : ""));
        console.note(row.path("record").asString(""));
      }
      console.line(
          "%d of %s rows, page %d"
              .formatted(rows.path("items").size(), rows.path("total").asString("0"), page));
      return 0;
    }
  }

  @Command(
      name = "repair",
      description = {
        "Loads rejected rows after fixes, each once however often it is asked for.",
        "Without a fix the rows are read again as the data set is described now."
      })
  static final class Repair implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Mixin private Chosen chosen = new Chosen();

    @Option(
        names = "--fix",
        paramLabel = "FIX",
        description = "In the order in which they are given: " + RowFix.FORMS + ".")
    private List<String> fixes = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only say what would become of the rows.")
    private boolean dry;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        defaultValue = "1800",
        description = "How long it may take (default ${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    @Override
    public Integer call() {
      Map<String, Object> repair =
          Map.of(
              "dataset",
              chosen.dataset,
              "rows",
              chosen.filter(),
              "fixes",
              fixes.stream().map(fix -> RowFix.parse(fix).document()).toList());
      Context context = Context.current();
      return dry ? forecast(context, repair) : load(context, repair);
    }

    private static int forecast(Context context, Map<String, Object> repair) {
      JsonNode forecast = context.client().post("/api/v1/repairs/dry-run", repair);
      Console console = context.console();
      console.line(
          "would be: %s; %s already loaded%s%s"
              .formatted(
                  IngestRun.from(forecast).equation(),
                  forecast.path("alreadyLoaded").asString("0"),
                  unloadedFiles(forecast.path("ofUnloadedFiles").asLong(0)),
                  forecast.path("complete").asBoolean() ? "" : "; only the first rows were tried"));
      int shown = 0;
      for (JsonNode sample : forecast.path("samples")) {
        if (shown++ < SHOWN) {
          console.note(
              "%s:%s  %s"
                  .formatted(
                      sample.path("file").asString(""),
                      sample.path("position").asString("?"),
                      sample.has("reason")
                          ? "stays: " + sample.path("reason").asString("")
                          : sample.path("after").toString()));
        }
      }
      return 0;
    }

    private static String unloadedFiles(long rows) {
      return rows == 0
          ? ""
          : "; %d of files of which nothing was loaded, send those again".formatted(rows);
    }

    private int load(Context context, Map<String, Object> repair) {
      PlatformClient client = context.client();
      IngestRun run =
          new Uploads(client, Duration.ofSeconds(timeoutSeconds))
              .toTheEnd(IngestRun.from(client.post("/api/v1/repairs", repair)));
      context
          .console()
          .line(
              "%s, %s%s"
                  .formatted(
                      run.status(),
                      run.equation(),
                      run.message().isBlank() ? "" : " (" + run.message() + ")"));
      run.problems().stream().limit(SHOWN).forEach(context.console()::note);
      return run.isGood() ? 0 : 1;
    }
  }
}
