package io.tidewatch.ingestion.reading;

import org.jspecify.annotations.Nullable;

/**
 * Why a record cannot be loaded.
 *
 * @param column the column at fault; null if it is the whole record
 * @param check the check that failed, for example {@code type}
 * @param reason what is wrong, for people
 * @param value the value at fault; null if there is none
 */
public record Flaw(@Nullable String column, String check, String reason, @Nullable String value) {

  /** A flaw of a record as a whole. */
  public static Flaw ofRecord(String check, String reason) {
    return new Flaw(null, check, reason, null);
  }
}
