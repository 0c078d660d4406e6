package io.tidewatch.ingestion.events;

/** A field of an item is not what it must be. */
public final class InvalidFieldException extends RuntimeException {
  private final String field;

  InvalidFieldException(String field, String reason) {
    super(reason, null, false, false); // no stack trace: bad items are normal and may be many
    this.field = field;
  }

  /** The field at fault; empty if it is the whole item. */
  public String field() {
    return field;
  }

  /** What is wrong with it. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
