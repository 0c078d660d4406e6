package io.tidewatch.ingestion.reading;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns JSON objects into records. */
final class JsonCells {
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(1000)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Columns columns;

  JsonCells(Columns columns) {
    this.columns = columns;
  }

  SourceRecord record(long position, JsonNode node) {
    if (!node.isObject()) {
      return SourceRecord.broken(
          position,
          Flaw.ofRecord("not-an-object", "A record is a JSON object, this is " + kind(node) + "."),
          node.toString());
    }
    @Nullable String[] cells = new String[columns.count()];
    int[] ranks = new int[columns.count()];
    Arrays.fill(ranks, Integer.MAX_VALUE);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Columns.Target target = columns.find(field.getKey());
      if (target == null || ranks[target.ordinal()] <= target.rank()) {
        continue;
      }
      JsonNode value = field.getValue();
      if (value.isContainer()) {
        return new SourceRecord(position, cells, nested(target, value), node::toString);
      }
      cells[target.ordinal()] = value.isNull() ? null : value.asString();
      ranks[target.ordinal()] = target.rank();
    }
    Flaw foreign =
        ranks.length > 0 && Arrays.stream(ranks).allMatch(r -> r == Integer.MAX_VALUE)
            ? Flaw.ofRecord(
                "no-matching-column",
                "No field of the object is a column of data set %s."
                    .formatted(columns.dataSet().name()))
            : null;
    return new SourceRecord(position, cells, foreign, node::toString);
  }

  private Flaw nested(Columns.Target target, JsonNode value) {
    return new Flaw(
        columns.dataSet().columns().get(target.ordinal()).name(),
        "type",
        "The value is " + kind(value) + ", not a single value.",
        value.toString());
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }
}
