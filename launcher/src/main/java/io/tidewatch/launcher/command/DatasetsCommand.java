package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What files can be loaded into, and how to add to it. */
@Command(
    name = "datasets",
    description = "Lists data sets, describes a new file, adds a description.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DatasetsCommand.All.class,
      DatasetsCommand.Infer.class,
      DatasetsCommand.Add.class
    })
final class DatasetsCommand {
  private static final String PATH = "/api/v1/datasets";

  private static Path readable(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LaunchException("there is no file " + file);
    }
    return file;
  }

  private static String added(JsonNode dataSet) {
    String name = dataSet.path("name").asString("");
    return "Added %s; load files with ./tidewatch ingest %s FILE...".formatted(name, name);
  }

  @Command(name = "list", description = "Every data set that files can be loaded into.")
  static final class All implements Callable<Integer> {
    @Override
    public Integer call() {
      Context context = Context.current();
      JsonNode all =
          context
              .client()
              .find(Service.INGESTION, PATH)
              .orElseThrow(() -> new LaunchException("ingestion-service lists no data sets"));
      for (JsonNode one : all) {
        context
            .console()
            .line(
                "%-20s %3d columns  %s"
                    .formatted(
                        one.path("name").asString(""),
                        one.path("columns").size(),
                        one.path("description").asString("")));
      }
      return 0;
    }
  }

  @Command(
      name = "infer",
      description = "Proposes a description from a file; --add registers it as it is.")
  static final class Infer implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "CSV, TSV, JSON, JSONL or XLSX.")
    private Path file = Path.of("");

    @Option(names = "--add", paramLabel = "NAME", description = "Add it under this name.")
    private @Nullable String name;

    @Option(
        names = "--header",
        negatable = true,
        description = "Whether a delimited file begins with a header (default: found out).")
    private @Nullable Boolean header;

    @Override
    public Integer call() throws IOException {
      Context context = Context.current();
      PlatformClient client = context.client();
      String query =
          "?file="
              + URLEncoder.encode(readable(file).getFileName().toString(), StandardCharsets.UTF_8)
              + (name == null ? "" : "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
              + (header == null ? "" : "&header=" + header);
      String yaml = client.send(PATH + "/infer" + query, file).path("yaml").asString("");
      context.console().line(yaml.stripTrailing());
      if (name != null) {
        Path description = Files.createTempFile("data-set", ".yaml");
        try {
          Files.writeString(description, yaml);
          context.console().line(added(client.send(PATH, description)));
        } finally {
          Files.delete(description);
        }
      }
      return 0;
    }
  }

  @Command(name = "add", description = "Adds a data set from its description.")
  static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "YAML", description = "The description, see docs/guides/datasets.md.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      Context context = Context.current();
      context.console().line(added(context.client().send(PATH, readable(file))));
      return 0;
    }
  }
}
