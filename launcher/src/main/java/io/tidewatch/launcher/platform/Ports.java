package io.tidewatch.launcher.platform;

/**
 * The platform's TCP ports, all moved by one number.
 *
 * @param offset added to every default port; 0..50000
 */
public record Ports(int offset) {
  private static final int MANAGEMENT_DISTANCE = 1000;
  private static final int HIGHEST_OFFSET = 50_000;

  public Ports {
    if (offset < 0 || offset > HIGHEST_OFFSET) {
      throw new IllegalArgumentException(
          "TIDEWATCH_PORT_OFFSET is %d, outside 0..%d".formatted(offset, HIGHEST_OFFSET));
    }
  }

  public int postgres() {
    return 5432 + offset;
  }

  public int kafka() {
    return 9092 + offset;
  }

  /** The port on which the broker talks to itself as controller. */
  public int kafkaController() {
    return 9093 + offset;
  }

  public int of(Service service) {
    return service.defaultPort() + offset;
  }

  /** The actuator's port. */
  public int managementOf(Service service) {
    return of(service) + MANAGEMENT_DISTANCE;
  }
}
