package io.tidewatch.dashboard.services;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with its next time and its last run.
 *
 * @param cron null if no time starts it
 * @param onLanded data sets whose landed rows start it
 */
public record ScheduleState(
    String name,
    @Nullable String description,
    @Nullable String cron,
    String zone,
    List<String> onLanded,
    boolean paused,
    @Nullable Instant nextDue,
    @Nullable ScheduledRun lastRun) {}
