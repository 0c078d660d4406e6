package io.tidewatch.sentiment.files;

import io.tidewatch.platform.problem.NotFoundException;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Takes files, tells how far they are, and gives the results back. */
@RestController
@RequestMapping("/api/v1/sentiment/files")
@PreAuthorize("hasRole('ANALYST')")
class FileController {
  private static final String CSV = "text/csv";
  private static final int LONGEST_NAME = 200;

  private final FileJobs jobs;
  private final KeptFiles files;
  private final FileWorker worker;
  private final FileScoringProperties properties;
  private final JsonMapper json;

  FileController(
      FileJobs jobs,
      KeptFiles files,
      FileWorker worker,
      FileScoringProperties properties,
      JsonMapper json) {
    this.jobs = jobs;
    this.files = files;
    this.worker = worker;
    this.properties = properties;
    this.json = json;
  }

  /** What can be seen at once is refused at once: an unknown format, a missing column. */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<FileJob> take(
      @RequestParam MultipartFile file, @RequestParam(defaultValue = "text") String column)
      throws IOException {
    String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    FileFormat format =
        FileFormat.of(name)
            .orElseThrow(
                () ->
                    new UnusableFileException(
                        "unsupported-format",
                        "file",
                        "The file's name must end in .csv, .tsv, .jsonl or .ndjson"));
    if (file.isEmpty()) {
      throw new UnusableFileException("empty-file", "file", "The file has no byte");
    }
    try (InputStream in = file.getInputStream()) {
      RowReader.open(in, format, column, properties.maxRowCharacters(), json).close();
    }
    UUID id = UUID.randomUUID();
    long bytes = files.keep(id, file.getInputStream());
    jobs.add(id, shortened(name), format, column, bytes);
    worker.wake();
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/sentiment/files/" + id))
        .body(job(id));
  }

  @GetMapping("/{id}")
  FileJob job(@PathVariable UUID id) {
    return jobs.find(id)
        .orElseThrow(
            () -> new NotFoundException("unknown-file", "No file is or was scored as " + id));
  }

  /** Cancels a job that has not ended; removes one that has. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> remove(@PathVariable UUID id) throws IOException {
    job(id);
    if (!jobs.cancel(id)) {
      jobs.remove(id);
      files.delete(id);
    }
    return ResponseEntity.noContent().build();
  }

  /** As CSV, or as JSON a line if the file was that or the caller asks for it. */
  @GetMapping("/{id}/result")
  void result(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String format,
      HttpServletResponse response)
      throws IOException {
    FileJob job = job(id);
    if (job.status() != FileJob.Status.SUCCEEDED) {
      throw new NoResultException(job);
    }
    Path result = files.result(id);
    if (!Files.exists(result)) {
      throw new NotFoundException(
          "unknown-file", "The result of %s is on another instance, or removed".formatted(id));
    }
    boolean csv = format == null ? job.format().delimited() : csv(format);
    response.setContentType(csv ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_NDJSON_VALUE);
    OutputStream out = response.getOutputStream();
    if (csv) {
      CsvResult.write(result, out, json);
    } else {
      Files.copy(result, out);
    }
    out.flush();
  }

  @ExceptionHandler
  ProblemDetail unusable(UnusableFileException e) {
    ProblemDetail problem =
        Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, e.slug(), String.valueOf(e.getMessage()));
    problem.setProperty("field", e.field());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail noResult(NoResultException e) {
    return Problems.of(HttpStatus.CONFLICT, "no-result", String.valueOf(e.getMessage()));
  }

  private static boolean csv(String format) {
    return switch (format) {
      case "csv" -> true;
      case "ndjson" -> false;
      default ->
          throw new IllegalArgumentException(
              "format is '%s' and must be csv or ndjson".formatted(format));
    };
  }

  private static String shortened(String name) {
    String plain = name.replace('\0', '?');
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
  }

  private static final class NoResultException extends RuntimeException {
    NoResultException(FileJob job) {
      super(
          "The file has no result: it is %s%s"
              .formatted(job.status(), job.message() == null ? "" : ", " + job.message()));
    }
  }
}
