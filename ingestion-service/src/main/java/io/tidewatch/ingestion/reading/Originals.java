package io.tidewatch.ingestion.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a rejected record down as it was, so that it can be repaired later. */
final class Originals {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Originals() {}

  /** A JSON object of header and field; fields without a header are named by their number. */
  static String json(List<String> header, List<? extends @Nullable String> fields) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < fields.size(); i++) {
      String name = i < header.size() ? header.get(i) : "#" + (i + 1);
      object.put(object.has(name) ? name + "#" + (i + 1) : name, fields.get(i));
    }
    return object.toString();
  }
}
