package io.tidewatch.ingestion.files;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.ingestion.runs.RunDocument;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.platform.problem.NotFoundException;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@Tag(name = "Files")
@RestController
@PreAuthorize("hasRole('OPERATOR')")
class FileController {
  private final DataSets dataSets;
  private final FileUploads uploads;
  private final Downloads downloads;
  private final BucketImports imports;

  FileController(
      DataSets dataSets, FileUploads uploads, Downloads downloads, BucketImports imports) {
    this.dataSets = dataSets;
    this.uploads = uploads;
    this.downloads = downloads;
    this.imports = imports;
  }

  @Operation(
      summary =
          "Takes a file in: as the body with its name in ?name=, or as the part 'file' of a form")
  @PostMapping("/api/v1/datasets/{dataset}/files")
  ResponseEntity<RunDocument> upload(
      @PathVariable String dataset,
      @RequestParam(required = false) @Nullable String name,
      HttpServletRequest request)
      throws IOException {
    DataSet known = known(dataset);
    return answer(
        request instanceof MultipartHttpServletRequest form
            ? fromForm(known, name, form)
            : fromBody(known, name, request));
  }

  /** Where a file is to be fetched from. */
  record Download(@NotBlank String url) {}

  /**
   * The answer for a file that is as it was.
   *
   * @param run the run of the fetch before
   */
  record Unchanged(String status, UUID run) {}

  @Operation(
      summary =
          "Fetches a file over HTTP(S) or from a bucket, or all below gs://BUCKET/PATH/, and takes it"
              + " in; what is the same as last time is left")
  @PostMapping("/api/v1/datasets/{dataset}/downloads")
  ResponseEntity<?> download(@PathVariable String dataset, @Valid @RequestBody Download download)
      throws IOException {
    if (FileSources.isBucket(download.url())) {
      return ResponseEntity.accepted().body(imports.take(known(dataset), download.url()));
    }
    Downloads.Fetched fetched = downloads.fetch(known(dataset), download.url());
    if (fetched.run() != null) {
      return answer(fetched.run());
    }
    return ResponseEntity.ok(
        new Unchanged("NOT_MODIFIED", Objects.requireNonNull(fetched.known()).run()));
  }

  private DataSet known(String dataset) {
    return dataSets
        .find(dataset)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-dataset",
                    "There is no data set %s; GET /api/v1/datasets lists them."
                        .formatted(dataset)));
  }

  private Run fromForm(DataSet dataSet, @Nullable String name, MultipartHttpServletRequest form)
      throws IOException {
    MultipartFile file = form.getFile("file");
    if (file == null) {
      throw new FileRefusedException(
          HttpStatus.BAD_REQUEST, "missing-file", "The form has no part named 'file'.");
    }
    String original = file.getOriginalFilename();
    try (InputStream in = file.getInputStream()) {
      return uploads.take(dataSet, named(name != null ? name : original), in, file.getSize());
    }
  }

  private Run fromBody(DataSet dataSet, @Nullable String name, HttpServletRequest request)
      throws IOException {
    try (InputStream in = request.getInputStream()) {
      return uploads.take(
          dataSet,
          named(name == null ? byType(request.getContentType()) : name),
          in,
          request.getContentLengthLong());
    }
  }

  private static ResponseEntity<RunDocument> answer(Run run) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/runs/" + run.id()))
        .body(RunDocument.of(run));
  }

  private static String named(@Nullable String name) {
    String last = name == null ? "" : name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    return last.isBlank() ? "file" : last;
  }

  private static String byType(@Nullable String type) {
    if (type == null) {
      return "file";
    }
    MediaType media = MediaType.parseMediaType(type);
    return switch (media.getSubtype()) {
      case "csv" -> "file.csv";
      case "tab-separated-values" -> "file.tsv";
      case "json" -> "file.json";
      case "x-ndjson", "ndjson", "jsonl" -> "file.jsonl";
      default -> "file";
    };
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(FileRefusedException e) {
    ProblemDetail problem = Problems.of(e.status(), e.slug(), String.valueOf(e.getMessage()));
    if (e.line() != null) {
      problem.setProperty("line", e.line());
    }
    return ResponseEntity.status(e.status()).body(problem);
  }
}
