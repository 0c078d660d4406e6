package io.tidewatch.etl.processing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Texts without surrounding or doubled blanks and without NUL, blank ones null; country names in
 * one spelling.
 */
final class StandardiseTransformation {
  /** Written by people: line breaks and runs of blanks are theirs. */
  private static final Set<String> FREE_TEXT = Set.of("text");

  private static final Map<String, String> COUNTRIES =
      Map.ofEntries(
          Map.entry("eire", "Ireland"),
          Map.entry("uk", "United Kingdom"),
          Map.entry("gb", "United Kingdom"),
          Map.entry("great britain", "United Kingdom"),
          Map.entry("usa", "United States"),
          Map.entry("us", "United States"),
          Map.entry("united states of america", "United States"),
          Map.entry("rsa", "South Africa"),
          Map.entry("de", "Germany"),
          Map.entry("deutschland", "Germany"),
          Map.entry("fr", "France"),
          Map.entry("es", "Spain"),
          Map.entry("it", "Italy"),
          Map.entry("pt", "Portugal"),
          Map.entry("nl", "Netherlands"),
          Map.entry("jp", "Japan"),
          Map.entry("cn", "China"),
          Map.entry("br", "Brazil"),
          Map.entry("pl", "Poland"),
          Map.entry("unspecified", ""));

  Dataset<Row> apply(Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(rows.schema().fields())
            .map(StandardiseTransformation::column)
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column column(StructField field) {
    Column value = col(field.name());
    if (!field.dataType().equals(DataTypes.StringType) || field.name().startsWith("_")) {
      return value;
    }
    Column clean = trim(regexp_replace(value, "\u0000", ""));
    if (!FREE_TEXT.contains(field.name())) {
      clean = regexp_replace(clean, "\\s+", " ");
    }
    if (field.name().equals("country")) {
      clean = country(clean);
    }
    return when(length(clean).gt(0), clean).as(field.name());
  }

  private static Column country(Column name) {
    Column known = lit(null).cast(DataTypes.StringType);
    for (Map.Entry<String, String> spelling : COUNTRIES.entrySet()) {
      known = when(lower(name).equalTo(spelling.getKey()), spelling.getValue()).otherwise(known);
    }
    return coalesce(known, name);
  }
}
