package io.tidewatch.launcher.command;

import io.tidewatch.launcher.client.PlatformClient;
import io.tidewatch.launcher.kafka.KafkaBroker;
import io.tidewatch.launcher.platform.Console;
import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.Platform;
import io.tidewatch.launcher.platform.Secrets;
import io.tidewatch.launcher.platform.Service;
import io.tidewatch.launcher.platform.ServiceEnvironment;
import io.tidewatch.launcher.platform.ServiceProcess;
import io.tidewatch.launcher.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What every command works on: this installation, found from the environment. */
record Context(Installation installation, Secrets secrets, Console console) {

  static Context current() {
    Installation installation = Installation.fromEnvironment(System.getenv());
    return new Context(installation, new Secrets(installation.secrets()), Console.standard());
  }

  Platform platform() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ServiceEnvironment environment = new ServiceEnvironment(installation, secrets);
    List<ServiceProcess> services =
        Arrays.stream(Service.values())
            .map(s -> new ServiceProcess(installation, s, environment, java))
            .toList();
    return new Platform(
        installation,
        List.of(
            new PostgresServer(installation, secrets),
            new KafkaBroker(installation, java, System.getProperty("java.class.path"))),
        services,
        console);
  }

  PlatformClient client() {
    return new PlatformClient(installation, secrets.cliSecret());
  }
}
