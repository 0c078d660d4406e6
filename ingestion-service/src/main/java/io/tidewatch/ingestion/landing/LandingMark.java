package io.tidewatch.ingestion.landing;

import io.tidewatch.contracts.events.RunCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mark that a run's commit leaves in the properties of the table that it appends to.
 *
 * <p>This is where "once" comes from: mark and rows are one Iceberg transaction, so a run that is
 * tried again after a crash sees whether its rows are in, whatever PostgreSQL knew by then. A mark
 * is removed by a later commit once PostgreSQL has recorded that the run landed (in quarantine:
 * that it has ended in any way), so only runs on their way have one.
 *
 * @param checksum of the file
 */
public record LandingMark(UUID runId, String checksum, RunCounts counts) {
  private static final String PREFIX = "tidewatch.landed.";

  /** The mark of this run, if the table has it. */
  public static Optional<LandingMark> ofRun(Map<String, String> properties, UUID runId) {
    return Optional.ofNullable(properties.get(PREFIX + runId)).map(v -> parse(runId, v));
  }

  /** The mark of any run that landed this content, if the table has one. */
  public static Optional<LandingMark> ofContent(Map<String, String> properties, String checksum) {
    return all(properties).filter(mark -> mark.checksum().equals(checksum)).findFirst();
  }

  /** Every mark of the table. */
  public static Stream<LandingMark> all(Map<String, String> properties) {
    return properties.entrySet().stream()
        .filter(p -> p.getKey().startsWith(PREFIX))
        .map(p -> parse(UUID.fromString(p.getKey().substring(PREFIX.length())), p.getValue()));
  }

  /** Properties of the marks of those runs that the choice keeps of all that have one. */
  public static List<String> among(
      Map<String, String> properties, Function<Set<UUID>, Set<UUID>> choice) {
    Map<UUID, String> marks =
        all(properties).collect(Collectors.toMap(LandingMark::runId, LandingMark::property));
    return choice.apply(marks.keySet()).stream().map(marks::get).toList();
  }

  /** The name of the table property. */
  public String property() {
    return PREFIX + runId;
  }

  /** The value of the table property. */
  public String value() {
    return "%s %d %d %d %d %d"
        .formatted(
            checksum,
            counts.source(),
            counts.loaded(),
            counts.quarantined(),
            counts.duplicate(),
            counts.late());
  }

  private static LandingMark parse(UUID runId, String value) {
    String[] parts = value.split(" ");
    return new LandingMark(
        runId,
        parts[0],
        new RunCounts(
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]),
            Long.parseLong(parts[3]),
            Long.parseLong(parts[4]),
            Long.parseLong(parts[5])));
  }
}
