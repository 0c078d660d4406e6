package io.tidewatch.ingestion.lake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.ingestion.lake.LakeJob.Kind;
import io.tidewatch.ingestion.runs.Page;
import io.tidewatch.platform.problem.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Lake")
@RestController
@RequestMapping("/api/v1/lake")
class LakeController {
  private final LakeTables tables;
  private final LakeJobs jobs;
  private final SchedulerClient scheduler;
  private final TransactionOperations transactions;
  private final Clock clock;

  LakeController(
      LakeTables tables,
      LakeJobs jobs,
      SchedulerClient scheduler,
      TransactionOperations transactions,
      Clock clock) {
    this.tables = tables;
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whose rows are to go. */
  record Erasure(@NotBlank @Size(max = 200) String customerId) {}

  @Operation(summary = "Every table of the lake: rows, files, readable states")
  @GetMapping("/tables")
  List<LakeTables.Summary> tables() {
    return tables.summaries();
  }

  @Operation(summary = "The readable states of a table, newest first")
  @GetMapping("/tables/{namespace}/{name}/snapshots")
  List<LakeTables.State> history(@PathVariable String namespace, @PathVariable String name) {
    return tables
        .history(namespace, name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "unknown-table", "There is no table %s.%s.".formatted(namespace, name)));
  }

  @Operation(summary = "Checks every file of every table, and the received files' checksums")
  @PostMapping("/verifications")
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<LakeJob> verify(Principal caller) {
    return queued(Kind.VERIFY, null, caller);
  }

  @Operation(summary = "Compacts, expires old states, removes orphans, now")
  @PostMapping("/collections")
  @PreAuthorize("hasRole('OPERATOR')")
  ResponseEntity<LakeJob> collect(Principal caller) {
    return queued(Kind.GC, null, caller);
  }

  @Operation(summary = "Erases a customer's rows from all tables; the job's result is the receipt")
  @PostMapping("/erasures")
  @PreAuthorize("hasRole('ADMIN')")
  ResponseEntity<LakeJob> erase(@Valid @RequestBody Erasure erasure, Principal caller) {
    return queued(Kind.ERASE, erasure.customerId().strip(), caller);
  }

  @Operation(summary = "Work on the lake, newest first: upkeep, checks, erasures")
  @GetMapping("/jobs")
  @PreAuthorize("hasRole('OPERATOR')")
  Page<LakeJob> jobs(
      @RequestParam(required = false) @Nullable Kind kind,
      @RequestParam(defaultValue = "0") @Min(0) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LARGEST) int size) {
    return new Page<>(jobs.list(kind, page, size), page, size, jobs.count(kind));
  }

  @Operation(summary = "One piece of work with its result")
  @GetMapping("/jobs/{id}")
  @PreAuthorize("hasRole('OPERATOR')")
  LakeJob job(@PathVariable UUID id) {
    return jobs.find(id)
        .orElseThrow(() -> new NotFoundException("unknown-job", "There is no job " + id + "."));
  }

  private ResponseEntity<LakeJob> queued(Kind kind, @Nullable String customer, Principal caller) {
    String subject = customer == null ? null : Receipt.digest(customer);
    UUID id =
        transactions.execute(
            status -> {
              UUID queued = jobs.queue(kind, subject, caller.getName());
              scheduler.scheduleIfNotExists(
                  LakeTask.ASKED
                      .instance(queued.toString())
                      .data(customer == null ? "" : customer)
                      .scheduledTo(clock.instant()));
              return queued;
            });
    return ResponseEntity.accepted().location(URI.create("/api/v1/lake/jobs/" + id)).body(job(id));
  }
}
