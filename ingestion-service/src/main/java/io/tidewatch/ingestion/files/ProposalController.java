package io.tidewatch.ingestion.files;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.files.LandingFolder.Arrived;
import io.tidewatch.ingestion.proposals.Proposal;
import io.tidewatch.ingestion.proposals.Proposals;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Data sets")
@RestController
@PreAuthorize("hasRole('OPERATOR')")
class ProposalController {
  private final LandingFolder landing;
  private final Proposals proposals;

  ProposalController(LandingFolder landing, Proposals proposals) {
    this.landing = landing;
    this.proposals = proposals;
  }

  @Operation(
      summary =
          "Proposes the description of a data set from a file, which is the body; nothing is kept")
  @PostMapping("/api/v1/datasets/infer")
  Proposal infer(
      @RequestParam(defaultValue = "file") String file,
      @RequestParam(required = false) @Pattern(regexp = "[a-z][a-z0-9_]{0,62}")
          @Nullable String name,
      @RequestParam(required = false) @Nullable Boolean header,
      HttpServletRequest request)
      throws IOException {
    try (InputStream in = request.getInputStream();
        Arrived arrived = landing.receive(file, in, request.getContentLengthLong())) {
      return proposals.of(name, header, arrived);
    }
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(FileRefusedException e) {
    return ResponseEntity.status(e.status())
        .body(Problems.of(e.status(), e.slug(), String.valueOf(e.getMessage())));
  }

  @ExceptionHandler
  ProblemDetail unreadable(UnreadableFileException e) {
    return Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, e.slug(), String.valueOf(e.getMessage()));
  }
}
