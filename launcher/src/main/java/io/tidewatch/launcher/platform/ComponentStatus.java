package io.tidewatch.launcher.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidewatch.launcher.process.OwnProcess;
import io.tidewatch.launcher.process.ProcessRecords;
import io.tidewatch.launcher.process.ResidentMemory;
import io.tidewatch.launcher.process.StartedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one component is now.
 *
 * @param health {@code healthy}; {@code unhealthy}: it runs and does not answer; {@code dead}: it
 *     was started and is gone; {@code down}: it was not started
 * @param managementPort the actuator's port, or the broker's controller port
 * @param heap the most heap it may take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentStatus(
    String name,
    String health,
    int port,
    @Nullable Integer managementPort,
    @Nullable Long pid,
    @Nullable Long memoryBytes,
    @Nullable String heap,
    @Nullable Long uptimeSeconds) {

  /** Looks at the process and asks it for its health. */
  public static ComponentStatus of(Component component, ProcessRecords records) {
    Optional<StartedProcess> record = records.find(component.name());
    Integer second = component.ports().size() > 1 ? component.ports().get(1) : null;
    int port = component.ports().get(0);
    if (record.isEmpty()) {
      return new ComponentStatus(
          component.name(), "down", port, second, null, null, component.heap(), null);
    }
    StartedProcess process = record.get();
    if (OwnProcess.of(process).isEmpty()) {
      return new ComponentStatus(
          component.name(), "dead", port, second, process.pid(), null, component.heap(), null);
    }
    return new ComponentStatus(
        component.name(),
        component.isReady() ? "healthy" : "unhealthy",
        port,
        second,
        process.pid(),
        ResidentMemory.bytes(process.pid()),
        component.heap(),
        Duration.between(process.startedAt(), Instant.now()).toSeconds());
  }

  public boolean healthy() {
    return health.equals("healthy");
  }
}
