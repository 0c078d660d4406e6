package io.tidewatch.lake.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The description of one data set, as {@code datasets/<name>.yaml} gives it.
 *
 * @param name lower case with underscores; names the tables {@code raw.<name>}
 * @param description what a row is, for people
 * @param columns the table's columns, in order
 * @param key columns that together name a row; a second row with the same key is a duplicate; if
 *     empty, all columns are the key
 * @param eventTime the column that says when a row happened; null if rows have no time
 * @param lateAfterDays rows whose event time is older than this before receipt are late; null:
 *     never
 * @param sheet for spreadsheets, the sheet to read; null: the first
 * @param texts which columns make a text whose sentiment is asked for; null: rows hold no such text
 */
public record DataSet(
    String name,
    String description,
    List<Column> columns,
    List<String> key,
    @Nullable String eventTime,
    @Nullable Integer lateAfterDays,
    @Nullable String sheet,
    @Nullable Texts texts) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public DataSet {
    Objects.requireNonNull(name, "a data set needs a name");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "data set name '%s' is not lower case letters, digits and underscores".formatted(name));
    }
    description = description == null ? "" : description;
    columns = List.copyOf(columns);
    key = key == null ? List.of() : List.copyOf(key);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "data set %s names column %s twice".formatted(name, column.name()));
      }
    }
    for (String part : key) {
      if (!names.contains(part)) {
        throw new IllegalArgumentException(
            "data set %s has no column %s, which its key names".formatted(name, part));
      }
    }
    if (eventTime != null && !names.contains(eventTime)) {
      throw new IllegalArgumentException(
          "data set %s has no column %s, which it calls its event time".formatted(name, eventTime));
    }
    if (texts != null) {
      for (String part : texts.columns()) {
        if (!names.contains(part)) {
          throw new IllegalArgumentException(
              "data set %s has no column %s, which its texts name".formatted(name, part));
        }
      }
    }
  }

  /** The column of this name. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }

  /**
   * The columns of a row that together are a text of a customer; a loaded row is published for
   * sentiment.
   *
   * @param kind {@code review} or {@code complaint}
   * @param id the column that names the text
   * @param text the column with the text itself
   */
  public record Texts(
      String kind,
      String id,
      String text,
      @Nullable String customer,
      @Nullable String language,
      @Nullable String stars,
      @Nullable String product,
      @Nullable String writtenAt) {

    public Texts {
      Objects.requireNonNull(kind, "texts need a kind");
      Objects.requireNonNull(id, "texts need an id column");
      Objects.requireNonNull(text, "texts need a text column");
    }

    /** Every column that is named. */
    public List<String> columns() {
      return Stream.of(id, text, customer, language, stars, product, writtenAt)
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /** How a text value is cleaned before it is checked. */
  public enum Normalise {
    /** Drops surrounding blanks, and the {@code .0} that spreadsheets add to whole numbers. */
    @JsonProperty("id")
    ID,
    /** Drops surrounding blanks. */
    @JsonProperty("strip")
    STRIP
  }

  /** The value types of columns. */
  public enum Type {
    @JsonProperty("string")
    STRING,
    @JsonProperty("boolean")
    BOOLEAN,
    @JsonProperty("int")
    INT,
    @JsonProperty("long")
    LONG,
    @JsonProperty("double")
    DOUBLE,
    @JsonProperty("date")
    DATE,
    @JsonProperty("timestamp")
    TIMESTAMP
  }

  /**
   * A column and what is checked of its values.
   *
   * @param name lower case with underscores
   * @param aliases other header names of the same column; compared without case, blanks, hyphens,
   *     underscores and punctuation
   * @param required a row without a value is rejected
   * @param formats date or timestamp patterns, tried in order after ISO-8601; numbers and booleans
   *     need none
   * @param values allowed values, compared without case; empty: any
   * @param valueAliases other spellings: each maps to one of the allowed values
   * @param min least number allowed
   * @param max greatest number allowed
   * @param pattern regular expression that the whole text must match
   * @param maxLength most characters of a text; longer ones are rejected; default 10,000
   * @param pii whether values are personal and masked in quarantine and logs
   * @param generated what fills a missing column: {@code row_hash} (a stable id made of the row's
   *     other values and its position in the file); null: nothing
   * @param normalise how a text is cleaned before it is checked; null: it stays as it is
   */
  public record Column(
      String name,
      Type type,
      @Nullable String description,
      List<String> aliases,
      boolean required,
      List<String> formats,
      List<String> values,
      java.util.Map<String, String> valueAliases,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable String pattern,
      @Nullable Integer maxLength,
      boolean pii,
      @Nullable String generated,
      @Nullable Normalise normalise) {

    /** The value of {@code generated} that asks for a hash of the row. */
    public static final String ROW_HASH = "row_hash";

    public Column {
      Objects.requireNonNull(name, "a column needs a name");
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "column name '%s' is not lower case letters, digits and underscores".formatted(name));
      }
      type = type == null ? Type.STRING : type;
      aliases = aliases == null ? List.of() : List.copyOf(aliases);
      formats = formats == null ? List.of() : List.copyOf(formats);
      values = values == null ? List.of() : List.copyOf(values);
      valueAliases = valueAliases == null ? java.util.Map.of() : java.util.Map.copyOf(valueAliases);
      if (pattern != null) {
        Pattern.compile(pattern);
      }
      if (generated != null && !(generated.equals(ROW_HASH) && type == Type.STRING)) {
        throw new IllegalArgumentException(
            "column %s is generated by '%s'; only row_hash is known, for text columns"
                .formatted(name, generated));
      }
    }
  }
}
