package io.tidewatch.testing.buckets;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a call is answered with. */
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer json(JsonNode document) {
    return json(200, document);
  }

  static Answer json(int status, JsonNode document) {
    return new Answer(
        status,
        new TreeMap<>(Map.of("Content-Type", "application/json; charset=UTF-8")),
        JsonMapper.shared().writeValueAsBytes(document));
  }

  static Answer empty(int status) {
    return new Answer(status, new TreeMap<>(), new byte[0]);
  }

  Answer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A call that cannot be done, in the form that clients tell errors by. */
  static final class RefusedException extends RuntimeException {
    private final int status;
    private final String reason;

    RefusedException(int status, String reason) {
      super(reason);
      this.status = status;
      this.reason = reason;
    }

    Answer answer() {
      ObjectNode document = JsonMapper.shared().createObjectNode();
      ObjectNode error = document.putObject("error").put("code", status).put("message", reason);
      error
          .putArray("errors")
          .addObject()
          .put("message", reason)
          .put("domain", "global")
          .put("reason", reason);
      return Answer.json(status, document);
    }
  }
}
