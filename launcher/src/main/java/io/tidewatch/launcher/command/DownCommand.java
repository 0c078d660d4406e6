package io.tidewatch.launcher.command;

import io.tidewatch.launcher.platform.DataDirectoryRemoval;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description = "Stops everything that ./tidewatch up started, and nothing else.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Option(names = "--wipe", description = "Also delete the data directory.")
  private boolean wipe;

  @Override
  public Integer call() throws IOException {
    Context context = Context.current();
    context.platform().down();
    if (wipe) {
      new DataDirectoryRemoval(context.installation()).run();
      context.console().line("Deleted " + context.installation().data());
    }
    return 0;
  }
}
