package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of a pipeline job has started, moved on or ended, in the form of an OpenLineage run event
 * (spec 2-0-2), so that any OpenLineage back end can read the topic.
 *
 * @param eventTime when this state was reached
 * @param inputs tables or files read
 * @param outputs tables written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PipelineRunReported(
    State eventType,
    Instant eventTime,
    Run run,
    Job job,
    List<Data> inputs,
    List<Data> outputs,
    URI producer,
    @JsonProperty("schemaURL") URI schemaUrl)
    implements TidewatchEvent {

  /** The OpenLineage schema that this event follows. */
  public static final URI SCHEMA =
      URI.create("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");

  /** The producer named in every event and facet. */
  public static final URI PRODUCER = URI.create("https://tidewatch.io/");

  /** The states of a run, named as OpenLineage names them. */
  public enum State {
    START,
    RUNNING,
    COMPLETE,
    ABORT,
    FAIL
  }

  /**
   * @param runId a UUID
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Run(String runId, Facets facets) {}

  /**
   * @param namespace the service, for example {@code ingestion-service}
   * @param name the job, for example {@code ingest.customers}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Job(String namespace, String name) {}

  /**
   * @param namespace {@code lake}, {@code kafka}, {@code postgresql} or {@code file}
   * @param name table, topic or file name
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Data(String namespace, String name) {}

  /** The facets that Tidewatch reads; others are passed over. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Facets(
      @JsonProperty("tidewatch_counts") @Nullable Counts counts,
      @JsonProperty("tidewatch_progress") @Nullable Progress progress,
      @JsonProperty("errorMessage") @Nullable ErrorMessage errorMessage) {

    public static final Facets NONE = new Facets(null, null, null);
  }

  /** Row counts of the run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Counts(
      @JsonProperty("_producer") URI producer,
      @JsonProperty("_schemaURL") URI schemaUrl,
      RunCounts rows) {

    /** The facet for these counts. */
    public static Counts of(RunCounts rows) {
      return new Counts(PRODUCER, URI.create("https://tidewatch.io/facets/counts.v1.json"), rows);
    }
  }

  /**
   * @param step what the run does now
   * @param fraction 0..1, null if unknown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(
      @JsonProperty("_producer") URI producer,
      @JsonProperty("_schemaURL") URI schemaUrl,
      String step,
      @Nullable Double fraction) {

    /** The facet for this step. */
    public static Progress of(String step, @Nullable Double fraction) {
      return new Progress(
          PRODUCER, URI.create("https://tidewatch.io/facets/progress.v1.json"), step, fraction);
    }
  }

  /** OpenLineage's own error facet. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ErrorMessage(
      @JsonProperty("_producer") URI producer,
      @JsonProperty("_schemaURL") URI schemaUrl,
      String message,
      String programmingLanguage) {

    /** The facet for this message. */
    public static ErrorMessage of(String message) {
      return new ErrorMessage(
          PRODUCER,
          URI.create(
              "https://openlineage.io/spec/facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet"),
          message,
          "JAVA");
    }
  }

  public PipelineRunReported {
    Fields.required("eventType", eventType);
    Fields.required("eventTime", eventTime);
    Fields.required("run", run);
    Fields.required("job", job);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  @Override
  public String topic() {
    return Topics.PIPELINE_RUNS;
  }

  @Override
  public String key() {
    return run.runId();
  }
}
