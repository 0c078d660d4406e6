package io.tidewatch.ingestion.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One change to every row of a repair; columns are those of the data set. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fix")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fix.Set.class, name = "set"),
  @JsonSubTypes.Type(value = Fix.Rename.class, name = "rename"),
  @JsonSubTypes.Type(value = Fix.Cast.class, name = "cast"),
  @JsonSubTypes.Type(value = Fix.Drop.class, name = "drop")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Fix {
  /** The column that is changed. */
  String column();

  /**
   * Gives the column a value.
   *
   * @param onlyBlank leaves rows alone that have one; false if absent
   */
  record Set(String column, String value, @Nullable Boolean onlyBlank) implements Fix {}

  /**
   * Takes the column's value from a header of the file that nothing else means.
   *
   * @param from the header
   */
  record Rename(String column, String from) implements Fix {}

  /**
   * Reads the column's text as something and writes it in the form that every column takes. Text
   * that is none of it stays, and is rejected again.
   *
   * @param pattern of dates and timestamps, as of {@link java.time.format.DateTimeFormatter}; for
   *     numbers the decimal mark, a comma if there is none given
   */
  record Cast(String column, Kind to, @Nullable String pattern) implements Fix {}

  /** Empties the column. */
  record Drop(String column) implements Fix {}

  /** What a text is read as. */
  enum Kind {
    NUMBER,
    DATE,
    TIMESTAMP
  }
}
