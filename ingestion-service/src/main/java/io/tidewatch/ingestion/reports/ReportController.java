package io.tidewatch.ingestion.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Reports")
@RestController
@RequestMapping("/api/v1/reports")
class ReportController {
  private static final String MARKDOWN = "text/markdown;charset=UTF-8";

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @Operation(summary = "The newest reports, of one schedule if asked for")
  @GetMapping
  Page<Report> list(
      @RequestParam(required = false) @Nullable String schedule,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LARGEST) int size) {
    return new Page<>(reports.list(schedule, page, size), page, size, reports.count(schedule));
  }

  @Operation(summary = "One report; as Markdown if that is accepted")
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Report find(@PathVariable UUID id) {
    return reports
        .find(id)
        .orElseThrow(
            () -> new NotFoundException("unknown-report", "There is no report " + id + "."));
  }

  @GetMapping(path = "/{id}", produces = MARKDOWN)
  String text(@PathVariable UUID id) {
    return ReportText.of(find(id));
  }
}
