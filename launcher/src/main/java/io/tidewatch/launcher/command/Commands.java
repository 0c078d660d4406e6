package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All subcommands under one roof. */
@Command(
    name = "tidewatch",
    description = "The Tidewatch platform on this machine.",
    mixinStandardHelpOptions = true,
    version = "tidewatch 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      TestCommand.class,
      IngestCommand.class,
      DatasetsCommand.class,
      QuarantineCommand.class,
      SchedulesCommand.class,
      TrafficCommand.class,
      TokenCommand.class,
      LogsCommand.class,
      SamplesCommand.class,
      SentimentCommand.class,
      LakeCommand.class
    },
    footer = {
      "",
      "Environment: TIDEWATCH_DATA (default ./data), TIDEWATCH_PORT_OFFSET (default 0) moves every port, TIDEWATCH_INGESTION_HEAP=1g and its like give a service another heap."
    })
public final class Commands {
  private Commands() {}

  /** Runs one command line and returns its exit status; 1 = failed, 2 = wrong usage. */
  public static int execute(String... args) {
    return new CommandLine(new Commands())
        .setExecutionExceptionHandler(Commands::explain)
        .setUsageHelpAutoWidth(true)
        .execute(args);
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof LaunchException || failure instanceof IllegalArgumentException) {
      Console.standard().failure(String.valueOf(failure.getMessage()));
      return 1;
    }
    throw failure;
  }
}
