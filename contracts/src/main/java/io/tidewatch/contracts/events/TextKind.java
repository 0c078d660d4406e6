package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What sort of text a customer wrote; on the wire in lower case. */
public enum TextKind {
  REVIEW,
  COMPLAINT;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this wire name, in any case. */
  @JsonCreator
  public static TextKind of(String wireName) {
    return valueOf(wireName.strip().toUpperCase(Locale.ROOT));
  }
}
