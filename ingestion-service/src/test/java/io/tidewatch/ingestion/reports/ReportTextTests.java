package io.tidewatch.ingestion.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.ingestion.reports.Report.Churn;
import io.tidewatch.ingestion.reports.Report.Failure;
import io.tidewatch.ingestion.reports.Report.Feelings;
import io.tidewatch.ingestion.reports.Report.Rows;
import io.tidewatch.ingestion.reports.Report.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTextTests {
  private static final UUID ID = UUID.fromString("8b6b1a52-7f7e-4d27-8f6b-6f3e9a6b7c11");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void sumsTheRowsOfAllDataSets() {
    Report report =
        report(
            List.of(
                new Rows("customers", 1, new RunCounts(5, 3, 1, 1, 0)),
                new Rows("transactions", 219, new RunCounts(320_705, 318_222, 0, 2_483, 0))),
            List.of());

    assertThat(report.total().balanced()).isTrue();
    assertThat(ReportText.of(report))
        .contains("| Data set | Runs | Source | Loaded | Quarantined | Duplicate | Late |\n| --- |")
        .contains("| transactions | 219 | 320,705 | 318,222 | 0 | 2,483 | 0 |")
        .contains("| all | 220 | 320,710 | 318,225 | 1 | 2,484 | 0 |")
        .contains("| refine | succeeded | 2 | 61.5 s |  |")
        .contains("| customer | 200 | 50 (25 %) | 50 (25 %) | 100 (50 %) | 0.314 |")
        .contains("| very negative | 1 (10 %) |\n| positive | 9 (90 %) |")
        .doesNotContain("Failed runs");
  }

  @Test
  void whatComesFromOutsideStaysInItsCell() {
    String text =
        ReportText.of(
            report(
                List.of(), List.of(new Failure(ID, "customers", "a|b.csv", "<script>\nline 2"))));

    assertThat(text)
        .contains("Nothing has come in.")
        .contains("| customers | a\\|b.csv | \\<script\\> line 2 |");
  }

  private static Report report(List<Rows> rows, List<Failure> failures) {
    return new Report(
        ID,
        "nightly",
        ID,
        NOON,
        NOON.minus(Duration.ofDays(1)),
        NOON.plusSeconds(90),
        rows,
        failures,
        failures.size(),
        List.of(new Taken("refine", "SUCCEEDED", 2, Duration.ofMillis(61_500), null)),
        List.of(new Churn("customer", 200, 50, 50, 100, 0.3141)),
        new Feelings(7, 10, Map.of(Sentiment.POSITIVE, 9L, Sentiment.VERY_NEGATIVE, 1L)));
  }
}
