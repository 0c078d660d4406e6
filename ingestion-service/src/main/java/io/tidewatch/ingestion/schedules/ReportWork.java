package io.tidewatch.ingestion.schedules;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.ingestion.reports.Report;
import io.tidewatch.ingestion.reports.Reports;
import io.tidewatch.ingestion.schedules.ScheduleRun.StepState;
import io.tidewatch.ingestion.schedules.Step.Figures;
import io.tidewatch.ingestion.schedules.Step.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the report of a run. */
@Component
class ReportWork {
  private static final String PATH = "/api/v1/reports/";

  private final Reports reports;
  private final ServiceCalls calls;
  private final JsonMapper json;

  ReportWork(Reports reports, ServiceCalls calls, JsonMapper json) {
    this.reports = reports;
    this.calls = calls;
    this.json = json;
  }

  /**
   * Makes the report, or finds the one that a try before a crash has made.
   *
   * @return its path
   * @throws ServiceCalls.CallFailedException if a service does not give its figures: a report has
   *     no holes
   */
  String make(ScheduleRun run, String step, Step.Report wanted) {
    int days = Objects.requireNonNull(wanted.days());
    List<Figures> include = Objects.requireNonNull(wanted.include());
    UUID id = UUID.nameUUIDFromBytes((run.id() + "/" + step).getBytes(StandardCharsets.UTF_8));
    reports.make(
        new Reports.Request(
            id,
            run.schedule(),
            run.id(),
            run.logicalAt(),
            Duration.ofDays(days),
            run.steps().stream()
                .filter(state -> state.status().ended())
                .map(ReportWork::taken)
                .toList(),
            include.contains(Figures.churn) ? churn() : null,
            include.contains(Figures.sentiment) ? sentiment(days) : null));
    return PATH + id;
  }

  private static Report.Taken taken(StepState state) {
    Duration took =
        state.startedAt() == null || state.endedAt() == null
            ? null
            : Duration.between(state.startedAt(), state.endedAt());
    return new Report.Taken(
        state.name(), state.status().name(), state.attempts(), took, state.message());
  }

  private List<Report.Churn> churn() {
    return calls
        .figures(Target.churn, "/api/v1/churn/summary")
        .valueStream()
        .map(model -> json.treeToValue(model, Report.Churn.class))
        .toList();
  }

  private Report.Feelings sentiment(int days) {
    JsonNode summary = calls.figures(Target.sentiment, "/api/v1/sentiment/summary?days=" + days);
    Map<Sentiment, Long> classes = new EnumMap<>(Sentiment.class);
    summary
        .path("classes")
        .propertyStream()
        .forEach(one -> classes.put(Sentiment.of(one.getKey()), one.getValue().asLong()));
    return new Report.Feelings(days, summary.path("texts").asLong(), classes);
  }

  /** What a report says in short. */
  String summary(String path) {
    return reports
        .find(UUID.fromString(path.substring(PATH.length())))
        .map(ReportWork::summary)
        .orElse("the report is gone");
  }

  private static String summary(Report report) {
    RunCounts counts = report.total();
    String rows =
        String.format(
            Locale.ROOT,
            "%,d of %,d rows loaded, %,d quarantined",
            counts.loaded(),
            counts.source(),
            counts.quarantined());
    String failed = report.failed() == 0 ? "" : ", %,d runs failed".formatted(report.failed());
    return rows + failed + atRisk(report.churn());
  }

  private static String atRisk(@Nullable List<Report.Churn> models) {
    if (models == null) {
      return "";
    }
    return models.stream()
        .filter(model -> model.scored() > 0)
        .findFirst()
        .map(
            model ->
                ", %d %% of customers at high risk"
                    .formatted(Math.round(100.0 * model.high() / model.scored())))
        .orElse("");
  }
}
