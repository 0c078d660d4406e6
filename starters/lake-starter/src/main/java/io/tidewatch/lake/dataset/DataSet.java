package io.tidewatch.lake.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * @param encoding of text files; null: found out
 * @param delimiter of delimited files, one character; null: found out
 * @param header false if delimited files have none: their fields are the columns that are not
 *     generated, in order, and a record may end early; null: the first line is the header
 * @param policies what a failed check does, by check; drop-row where nothing is said
 */
public record DataSet(
    String name,
    String description,
    List<Column> columns,
    List<String> key,
    @Nullable String eventTime,
    @Nullable Integer lateAfterDays,
    @Nullable String sheet,
    @Nullable Texts texts,
    @Nullable String encoding,
    @Nullable String delimiter,
    @Nullable Boolean header,
    Map<String, Policy> policies) {

  private static final Set<String> VALUE_CHECKS =
      Set.of("required", "type", "range", "values", "pattern", "length");
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
    policies = policies == null ? Map.of() : Map.copyOf(policies);
    policies.forEach(
        (check, policy) -> {
          if (policy == Policy.WARN && !VALUE_CHECKS.contains(check)) {
            throw new IllegalArgumentException(
                "the check %s can drop a row or fail a file; there is no value to keep with a warning"
                    .formatted(check));
          }
        });
    if (encoding != null && !supported(encoding)) {
      throw new IllegalArgumentException(
          "data set %s has the encoding '%s', which is not known; say for example windows-1252"
              .formatted(name, encoding));
    }
    if (delimiter != null && delimiter.length() != 1) {
      throw new IllegalArgumentException(
          "data set %s has the delimiter '%s', which is not one character"
              .formatted(name, delimiter));
    }
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

  /** Whether delimited files have no header. */
  public boolean headless() {
    return Boolean.FALSE.equals(header);
  }

  private static boolean supported(String encoding) {
    try {
      return Charset.isSupported(encoding);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  /**
   * What happens when a check of a column fails: what the column says, else the data set, else the
   * row is dropped.
   *
   * @param columnName null if the check is of the whole record
   */
  public Policy policy(@Nullable String columnName, String check) {
    Policy ofColumn =
        columnName == null
            ? null
            : column(columnName).map(c -> c.policies().get(check)).orElse(null);
    return ofColumn != null ? ofColumn : policies.getOrDefault(check, Policy.DROP_ROW);
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

  /** What happens when a check fails. */
  public enum Policy {
    /**
     * The row is loaded and the failure counted: with the value as it is, or none if it has no
     * type.
     */
    @JsonProperty("warn")
    WARN,
    /** The row goes to quarantine. */
    @JsonProperty("drop-row")
    DROP_ROW,
    /** Nothing of the file is loaded. */
    @JsonProperty("fail-file")
    FAIL_FILE
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
   * @param policies what a failed check does to this column's row or file, before what the data set
   *     says
   */
  public record Column(
      String name,
      Type type,
      @Nullable String description,
      List<String> aliases,
      boolean required,
      List<String> formats,
      List<String> values,
      Map<String, String> valueAliases,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable String pattern,
      @Nullable Integer maxLength,
      boolean pii,
      @Nullable String generated,
      @Nullable Normalise normalise,
      Map<String, Policy> policies) {

    /** The value of {@code generated} that asks for a hash of the row. */
    public static final String ROW_HASH = "row_hash";

    /** A column that is typed and not checked any further. */
    public static Column of(String name, Type type, List<String> formats) {
      return new Column(
          name, type, null, List.of(), false, formats, List.of(), Map.of(), null, null, null, null,
          false, null, null, Map.of());
    }

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
      valueAliases = valueAliases == null ? Map.of() : Map.copyOf(valueAliases);
      policies = policies == null ? Map.of() : Map.copyOf(policies);
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
