package io.tidewatch.dashboard.services;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** Calls ingestion-service. */
public interface IngestionClient {
  /** The media type of descriptions and schedules. */
  String YAML = "application/yaml";

  /** The data sets that files may be loaded into. */
  @GetExchange("/api/v1/datasets")
  JsonNode dataSets();

  /** Starts the load of a file. */
  @PostExchange(
      url = "/api/v1/datasets/{dataset}/files",
      contentType = MediaType.MULTIPART_FORM_DATA_VALUE)
  IngestionRun upload(@PathVariable String dataset, @RequestPart("file") Resource file);

  /** A run as it stands. */
  @GetExchange("/api/v1/runs/{id}")
  IngestionRun run(@PathVariable String id);

  /** Rows of a data set that were rejected, of one run if given. */
  @GetExchange("/api/v1/quarantine")
  PageOf<QuarantinedRow> quarantine(
      @RequestParam String dataset,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(required = false) @Nullable String check,
      @RequestParam(required = false) @Nullable String column,
      @RequestParam int page,
      @RequestParam int size);

  /** A data set with its columns. */
  @GetExchange("/api/v1/datasets/{dataset}")
  JsonNode dataSet(@PathVariable String dataset);

  /** The rejected rows of a data set by check and column, most first. */
  @GetExchange("/api/v1/quarantine/summary")
  List<RejectionGroup> quarantineSummary(@RequestParam String dataset);

  /** What a repair would do. */
  @PostExchange("/api/v1/repairs/dry-run")
  RepairForecast tryRepair(@RequestBody RepairRequest repair);

  /** Starts a repair. */
  @PostExchange("/api/v1/repairs")
  IngestionRun repair(@RequestBody RepairRequest repair);

  /** A description that fits the file; nothing is kept. */
  @PostExchange(
      url = "/api/v1/datasets/infer",
      contentType = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  DataSetProposal infer(@RequestParam String file, @RequestBody Resource content);

  /** Adds a data set, described in YAML. */
  @PostExchange(url = "/api/v1/datasets", contentType = YAML)
  JsonNode addDataSet(@RequestBody String yaml);

  /** All schedules. */
  @GetExchange("/api/v1/schedules")
  List<ScheduleState> schedules();

  /** Keeps a schedule, given as YAML. */
  @PostExchange(url = "/api/v1/schedules", contentType = YAML)
  ScheduleState keepSchedule(@RequestBody String yaml);

  /** Starts a run now. */
  @PostExchange("/api/v1/schedules/{name}/runs")
  ScheduledRun runSchedule(@PathVariable String name);

  /** Does something with a schedule: {@code pause} or {@code resume}. */
  @PostExchange("/api/v1/schedules/{name}/{action}")
  ScheduleState changeSchedule(@PathVariable String name, @PathVariable String action);

  /** Runs each time of a past period that has no run yet. */
  @PostExchange("/api/v1/schedules/{name}/backfill")
  Backfill.Outcome backfill(@PathVariable String name, @RequestBody Backfill.Period period);

  /** The newest runs of a schedule. */
  @GetExchange("/api/v1/schedules/{name}/runs")
  PageOf<ScheduledRun> scheduledRuns(@PathVariable String name, @RequestParam int size);

  /** A run with its log. */
  @GetExchange("/api/v1/schedules/runs/{id}")
  ScheduledRun scheduledRun(@PathVariable String id);

  /** A report as Markdown. */
  @GetExchange(url = "/api/v1/reports/{id}", accept = "text/markdown")
  String report(@PathVariable String id);

  /** Does something with a run: {@code cancel} or {@code retry}. */
  @PostExchange("/api/v1/schedules/runs/{id}/{action}")
  ScheduledRun changeScheduledRun(@PathVariable String id, @PathVariable String action);

  /** The names in the answer of {@link #dataSets}: a list, or a page, of names or descriptions. */
  static List<String> names(JsonNode document) {
    JsonNode list = document.has("items") ? document.get("items") : document;
    return list.valueStream()
        .map(d -> d.isString() ? d.asString() : d.path("name").asString(""))
        .filter(n -> !n.isEmpty())
        .sorted()
        .toList();
  }
}
