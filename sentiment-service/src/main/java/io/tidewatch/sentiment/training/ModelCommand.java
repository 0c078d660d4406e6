package io.tidewatch.sentiment.training;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * How the commands run: faults in the input told in one line, and on standard output nothing but
 * what they print.
 */
final class ModelCommand {
  private static final int FAILED = 1;
  private static final String LOG = "logback.configurationFile";

  private ModelCommand() {}

  static CommandLine explainedBy(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(ModelCommand::explain);
  }

  /** Keeps the log off standard output; to be called before the first logger is made. */
  static void quiet() {
    if (System.getProperty(LOG) == null) {
      System.setProperty(LOG, "logback-command.xml");
    }
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
      command.getErr().println("error: " + failure.getMessage());
      return FAILED;
    }
    throw failure;
  }
}
