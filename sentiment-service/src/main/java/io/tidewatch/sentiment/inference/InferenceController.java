package io.tidewatch.sentiment.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidewatch.platform.problem.OverloadedException;
import io.tidewatch.sentiment.scoring.Scored;
import io.tidewatch.sentiment.scoring.Scorer;
import io.tidewatch.sentiment.scoring.ScoringFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One model with one version, the one that serves. */
@RestController
@RequestMapping("/v2")
class InferenceController {
  private static final String MODEL = "/models/{model}";
  private static final String VERSION = MODEL + "/versions/{version}";

  private final Scorer scorer;
  private final InferenceProperties properties;

  InferenceController(Scorer scorer, InferenceProperties properties) {
    this.scorer = scorer;
    this.properties = properties;
  }

  /** The server in words. */
  record ServerMetadata(String name, String version, List<String> extensions) {}

  /** A model in words. */
  record ModelMetadata(
      String name,
      List<String> versions,
      String platform,
      List<Output.Description> inputs,
      List<Output.Description> outputs) {}

  /** Whether a model can score. */
  record ModelReady(String name, boolean ready) {}

  /** The scores. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InferResponse(
      @JsonProperty("model_name") String modelName,
      @JsonProperty("model_version") String modelVersion,
      @Nullable String id,
      List<Output.Tensor> outputs) {}

  /** What went wrong, in the protocol's form. */
  record InferenceError(String error) {}

  @GetMapping
  ServerMetadata server() {
    return new ServerMetadata(
        "tidewatch-sentiment",
        Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "unknown"),
        List.of());
  }

  @GetMapping({MODEL, VERSION})
  ModelMetadata model(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    String served = served(model, version);
    return new ModelMetadata(
        model,
        List.of(served),
        "djl_pytorch",
        List.of(new Output.Description(TextTensor.NAME, TextTensor.DATATYPE, List.of(-1))),
        Arrays.stream(Output.values()).map(Output::description).toList());
  }

  /** A model that is known serves: it was warmed up before the service answered. */
  @GetMapping({MODEL + "/ready", VERSION + "/ready"})
  ModelReady modelReady(
      @PathVariable String model, @PathVariable(required = false) @Nullable String version) {
    served(model, version);
    return new ModelReady(model, true);
  }

  @PostMapping({MODEL + "/infer", VERSION + "/infer"})
  @PreAuthorize("hasRole('ANALYST')")
  InferResponse infer(
      @PathVariable String model,
      @PathVariable(required = false) @Nullable String version,
      @RequestBody InferRequest request) {
    String served = served(model, version);
    List<String> texts = TextTensor.texts(request, properties.maxTexts());
    Set<Output> wanted = Output.wanted(request);
    List<Scored> scored = scorer.score(texts);
    return new InferResponse(
        model,
        scored.isEmpty() ? served : scored.getFirst().modelVersion(),
        request.id(),
        wanted.stream().map(output -> output.of(scored)).toList());
  }

  @ExceptionHandler
  ResponseEntity<InferenceError> refused(InferenceRefusedException e) {
    return ResponseEntity.status(e.status()).body(error(e));
  }

  @ExceptionHandler
  ResponseEntity<InferenceError> unreadable(HttpMessageNotReadableException e) {
    return ResponseEntity.badRequest()
        .body(
            new InferenceError(
                "The body is no inference request: " + e.getMostSpecificCause().getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<InferenceError> overloaded(OverloadedException e) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, e.retryAfter().toSeconds())))
        .body(error(e));
  }

  @ExceptionHandler
  ResponseEntity<InferenceError> failed(ScoringFailedException e) {
    return ResponseEntity.internalServerError().body(error(e));
  }

  private String served(String model, @Nullable String version) {
    if (!model.equals(properties.modelName())) {
      throw new InferenceRefusedException(
          HttpStatus.NOT_FOUND,
          "There is no model '%s'; this service serves '%s'"
              .formatted(model, properties.modelName()));
    }
    String served = scorer.modelVersion();
    if (version != null && !version.equals(served)) {
      throw new InferenceRefusedException(
          HttpStatus.NOT_FOUND,
          "Model '%s' has no version '%s'; '%s' serves".formatted(model, version, served));
    }
    return served;
  }

  private static InferenceError error(RuntimeException e) {
    return new InferenceError(String.valueOf(e.getMessage()));
  }
}
