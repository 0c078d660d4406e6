package io.tidewatch.ingestion.reports;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.ingestion.reports.Report.Churn;
import io.tidewatch.ingestion.reports.Report.Failure;
import io.tidewatch.ingestion.reports.Report.Feelings;
import io.tidewatch.ingestion.reports.Report.Rows;
import io.tidewatch.ingestion.reports.Report.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a report as Markdown (tables as GitHub and CommonMark's extension know them). */
final class ReportText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ReportText() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(report.schedule()).append(", ").append(time(report.logicalAt()));
    text.append("\n\nSince ").append(time(report.since()));
    text.append("; made ").append(time(report.madeAt())).append(" (all times UTC).\n");
    rows(report, text);
    failures(report, text);
    steps(report.steps(), text);
    if (report.churn() != null) {
      churn(report.churn(), text);
    }
    if (report.sentiment() != null) {
      sentiment(report.sentiment(), text);
    }
    return text.toString();
  }

  private static void rows(Report report, StringBuilder text) {
    text.append("\n## Rows\n\n");
    if (report.dataSets().isEmpty()) {
      text.append("Nothing has come in.\n");
      return;
    }
    head(text, 1, "Data set", "Runs", "Source", "Loaded", "Quarantined", "Duplicate", "Late");
    for (Rows rows : report.dataSets()) {
      line(text, counted(rows.dataset(), rows.runs(), rows.counts()));
    }
    if (report.dataSets().size() > 1) {
      long runs = report.dataSets().stream().mapToLong(Rows::runs).sum();
      line(text, counted("all", runs, report.total()));
    }
  }

  private static List<String> counted(String name, long runs, RunCounts counts) {
    return List.of(
        name,
        number(runs),
        number(counts.source()),
        number(counts.loaded()),
        number(counts.quarantined()),
        number(counts.duplicate()),
        number(counts.late()));
  }

  private static void failures(Report report, StringBuilder text) {
    if (report.failed() == 0) {
      return;
    }
    text.append("\n## Failed runs\n\n");
    head(text, 3, "Data set", "File", "Why");
    for (Failure failure : report.failures()) {
      line(
          text,
          List.of(
              failure.dataset(),
              failure.file() == null ? "" : failure.file(),
              failure.message() == null ? "" : failure.message()));
    }
    if (report.failed() > report.failures().size()) {
      text.append("\nThe newest ").append(report.failures().size());
      text.append(" of ").append(number(report.failed())).append(".\n");
    }
  }

  private static void steps(List<Taken> steps, StringBuilder text) {
    if (steps.isEmpty()) {
      return;
    }
    text.append("\n## Steps\n\n");
    head(text, 5, "Step", "Ended", "Tries", "Took", "Said");
    for (Taken step : steps) {
      line(
          text,
          List.of(
              step.name(),
              step.status().toLowerCase(Locale.ROOT),
              number(step.attempts()),
              step.took() == null ? "" : seconds(step.took()),
              step.message() == null ? "" : step.message()));
    }
  }

  private static void churn(List<Churn> models, StringBuilder text) {
    text.append("\n## Churn\n\n");
    if (models.stream().allMatch(model -> model.scored() == 0)) {
      text.append("Nobody is scored yet.\n");
      return;
    }
    head(text, 1, "Model", "Customers", "High", "Medium", "Low", "Mean probability");
    for (Churn model : models) {
      line(
          text,
          List.of(
              model.model(),
              number(model.scored()),
              share(model.high(), model.scored()),
              share(model.medium(), model.scored()),
              share(model.low(), model.scored()),
              model.mean() == null ? "" : String.format(Locale.ROOT, "%.3f", model.mean())));
    }
  }

  private static void sentiment(Feelings feelings, StringBuilder text) {
    text.append("\n## Sentiment of the last ");
    text.append(feelings.days() == 1 ? "day" : feelings.days() + " days").append("\n\n");
    if (feelings.texts() == 0) {
      text.append("No text is scored.\n");
      return;
    }
    head(text, 1, "Class", "Texts");
    for (Map.Entry<Sentiment, Long> one : feelings.classes().entrySet()) {
      line(
          text,
          List.of(
              one.getKey().wireName().replace('_', ' '), share(one.getValue(), feelings.texts())));
    }
    line(text, List.of("all", number(feelings.texts())));
  }

  /**
   * @param texts how many of the columns, from the left, hold texts; the others hold numbers
   */
  private static void head(StringBuilder text, int texts, String... columns) {
    line(text, List.of(columns));
    line(
        text,
        IntStream.range(0, columns.length).mapToObj(i -> i < texts ? "---" : "---:").toList());
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream().map(ReportText::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Names and messages may come from outside: they stay in their cell and are no markup. */
  private static String cell(String content) {
    return content.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\|<>`*_\\[\\]])", "\\\\$1");
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String share(long part, long whole) {
    return "%s (%d %%)".formatted(number(part), whole == 0 ? 0 : Math.round(100.0 * part / whole));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%,.1f s", took.toMillis() / 1000.0);
  }
}
