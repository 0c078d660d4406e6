package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where this platform lives: the source tree, the data directory, the ports, and what its services
 * may take.
 *
 * @param home the project's root folder, with the built modules
 * @param data everything that the platform keeps
 * @param heaps largest heaps of services that are to have another than by default
 */
public record Installation(Path home, Path data, Ports ports, Map<Service, String> heaps) {
  private static final String MARKER = ".tidewatch";
  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,9}[kKmMgG]");

  public Installation {
    home = home.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    heaps = Map.copyOf(heaps);
  }

  public Installation(Path home, Path data, Ports ports) {
    this(home, data, ports, Map.of());
  }

  /**
   * From {@code TIDEWATCH_HOME}, {@code TIDEWATCH_DATA}, {@code TIDEWATCH_PORT_OFFSET}, and {@code
   * TIDEWATCH_INGESTION_HEAP} and its like.
   */
  public static Installation fromEnvironment(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("TIDEWATCH_HOME", "."));
    Path data =
        environment.containsKey("TIDEWATCH_DATA")
            ? Path.of(environment.get("TIDEWATCH_DATA"))
            : home.resolve("data");
    String offset = environment.getOrDefault("TIDEWATCH_PORT_OFFSET", "0");
    try {
      return new Installation(
          home, data, new Ports(Integer.parseInt(offset.strip())), heaps(environment));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "TIDEWATCH_PORT_OFFSET is '%s', not a whole number".formatted(offset), e);
    }
  }

  private static Map<Service, String> heaps(Map<String, String> environment) {
    Map<Service, String> heaps = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      String name = "TIDEWATCH_" + service.name() + "_HEAP";
      String heap = environment.get(name);
      if (heap != null) {
        if (!HEAP.matcher(heap).matches()) {
          throw new IllegalArgumentException(
              "%s is '%s', not a size as 512m or 2g".formatted(name, heap));
        }
        heaps.put(service, heap);
      }
    }
    return heaps;
  }

  /** The largest heap of a service, as the JVM takes it, for example {@code 384m}. */
  public String heapOf(Service service) {
    return heaps.getOrDefault(service, service.heap());
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
