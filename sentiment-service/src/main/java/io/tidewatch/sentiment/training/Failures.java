package io.tidewatch.sentiment.training;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong in one line where the fault is in their input. */
final class Failures {
  private static final int FAILED = 1;

  private Failures() {}

  static CommandLine explainedBy(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::explain);
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
