package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where this platform lives: the source tree, the data directory, the ports.
 *
 * @param home the project's root folder, with the built modules
 * @param data everything that the platform keeps
 */
public record Installation(Path home, Path data, Ports ports) {
  private static final String MARKER = ".tidewatch";

  public Installation {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
  }

  /** From {@code TIDEWATCH_HOME}, {@code TIDEWATCH_DATA} and {@code TIDEWATCH_PORT_OFFSET}. */
  public static Installation fromEnvironment(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("TIDEWATCH_HOME", "."));
    Path data =
        environment.containsKey("TIDEWATCH_DATA")
            ? Path.of(environment.get("TIDEWATCH_DATA"))
            : home.resolve("data");
    String offset = environment.getOrDefault("TIDEWATCH_PORT_OFFSET", "0");
    try {
      return new Installation(home, data, new Ports(Integer.parseInt(offset.strip())));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "TIDEWATCH_PORT_OFFSET is '%s', not a whole number".formatted(offset), e);
    }
  }

  public Path run() {
    return data.resolve("run");
  }

  public Path logs() {
    return data.resolve("logs");
  }

  public Path secrets() {
    return data.resolve("secrets");
  }

  public Path cache() {
    return data.resolve("cache");
  }

  public Path samples() {
    return data.resolve("samples");
  }

  public Path lake() {
    return data.resolve("lake");
  }

  /** The issuer of tokens, exactly as it stands in their {@code iss} claim. */
  public String issuer() {
    return urlOf(Service.DASHBOARD);
  }

  public String urlOf(Service service) {
    return "http://localhost:" + ports.of(service);
  }

  /** The Boot jar of a service, built or not. */
  public Path jarOf(Service service) {
    return home.resolve(service.module())
        .resolve("target")
        .resolve(service.module() + "-0.1.0-SNAPSHOT.jar");
  }

  /** Text on the command line of every process of this data directory. */
  public String mark() {
    return "-Dtidewatch.data=" + data;
  }

  /** Creates the data directory and marks it as ours. */
  public void create() throws IOException {
    if (Files.isDirectory(data) && !isOurs() && !isEmpty(data)) {
      throw new IllegalStateException(
          "%s exists and is not a Tidewatch data directory; choose another by TIDEWATCH_DATA"
              .formatted(data));
    }
    for (Path folder : java.util.List.of(run(), logs(), cache(), samples(), lake())) {
      Files.createDirectories(folder);
    }
    if (!isOurs()) {
      Files.writeString(
          data.resolve(MARKER), "Data of Tidewatch; ./tidewatch down --wipe removes it.\n");
    }
  }

  /** Whether the data directory was made by Tidewatch. */
  public boolean isOurs() {
    return Files.isRegularFile(data.resolve(MARKER));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
