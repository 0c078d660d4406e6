package io.tidewatch.ingestion.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidewatch.platform.problem.NotFoundException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Events")
@RestController
@RequestMapping("/api/v1/events/schemas")
class SchemaController {
  private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");
  private static final List<String> NAMES =
      List.of(
          "click.v1",
          "review.v1",
          "customer-identified.v1",
          "track.v1",
          "page.v1",
          "identify.v1",
          "batch.v1");

  /**
   * @param name with its version
   */
  record Entry(String name, String href) {}

  @Operation(summary = "The JSON Schemas of events, each with its version")
  @GetMapping
  List<Entry> list() {
    return NAMES.stream().map(name -> new Entry(name, "/api/v1/events/schemas/" + name)).toList();
  }

  @Operation(summary = "One JSON Schema (2020-12)")
  @GetMapping("/{name}")
  ResponseEntity<Resource> schema(@PathVariable String name) {
    if (!NAMES.contains(name)) {
      throw new NotFoundException(
          "unknown-schema", "There is no schema %s; known are %s.".formatted(name, NAMES));
    }
    return ResponseEntity.ok()
        .contentType(SCHEMA)
        .body(new ClassPathResource("schemas/" + name + ".json"));
  }
}
