package io.tidewatch.lake.dataset;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** Checks descriptions against {@code data-set.schema.json}. */
public final class DataSetSchema {
  private static final String FILE = "data-set.schema.json";
  private static final int SHOWN = 10;
  private static final NodeReader WITH_LINES = NodeReader.builder().locationAware().build();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(), InputFormat.JSON);

  private DataSetSchema() {}

  /** The JSON Schema of descriptions, as text. */
  public static String text() {
    try (InputStream in = Objects.requireNonNull(DataSetSchema.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema of data sets cannot be read", e);
    }
  }

  /** Refuses what does not follow the schema; the message names line and JSON pointer. */
  static void check(String source, JsonNode parsed, String yaml) {
    if (SCHEMA.validate(parsed).isEmpty()) {
      return;
    }
    List<Error> errors = SCHEMA.validate(WITH_LINES.readTree(yaml, InputFormat.YAML));
    throw new IllegalArgumentException(
        "data set description %s is not valid: %s"
            .formatted(
                source,
                errors.stream()
                    .limit(SHOWN)
                    .map(DataSetSchema::described)
                    .collect(Collectors.joining("; "))));
  }

  private static String described(Error error) {
    JsonNode node = error.getInstanceNode();
    TokenStreamLocation at = node == null ? null : JsonNodes.tokenStreamLocationOf(node);
    String value = node != null && node.isValueNode() ? " (it is '" + node.asString() + "')" : "";
    return "line %s, %s: %s%s"
        .formatted(
            at == null ? "1" : Integer.toString(at.getLineNr()),
            error.getInstanceLocation(),
            error.getMessage(),
            value);
  }
}
