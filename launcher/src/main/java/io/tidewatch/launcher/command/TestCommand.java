package io.tidewatch.launcher.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description =
        "Builds everything and runs all tests, end-to-end tests included (mvn verify). Runs in the script, before the launcher is built.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", description = "Arguments for Maven, for example -pl contracts.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    throw new IllegalArgumentException("call ./tidewatch test " + String.join(" ", arguments));
  }
}
