package io.tidewatch.launcher.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = "Prints a bearer token for the REST surfaces.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  /** The roles of the platform. */
  enum Role {
    reader,
    analyst,
    operator,
    admin
  }

  @Option(
      names = "--role",
      defaultValue = "operator",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Role role = Role.operator;

  @Override
  public Integer call() {
    Context context = Context.current();
    context.console().line(context.client().token(role.name().toLowerCase(Locale.ROOT)));
    return 0;
  }
}
