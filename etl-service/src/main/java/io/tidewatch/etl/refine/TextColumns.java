package io.tidewatch.etl.refine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Expressions that several standardisations share. Words are standardised by functions of our own:
 * the same in Spark's expressions compiles to more code than a JVM method may hold.
 */
final class TextColumns {
  private TextColumns() {}

  /** Without surrounding blanks; a blank text is null. */
  static Column trimmed(String column) {
    Column text = trim(col(column));
    return when(text.notEqual(""), text);
  }

  /** Without surrounding blanks, with each run of blanks inside made one; a blank text is null. */
  static Column collapsed(String column) {
    return apply(column, Words::collapsed);
  }

  /** A word that names a category; null if it says that nothing is known. */
  static Column category(String column) {
    return apply(column, Words::category);
  }

  /** A category with its first letter in upper case and the others in lower case. */
  static Column sentence(String column) {
    return apply(column, Words::sentence);
  }

  /** A category as one of these spellings if it differs only in case, blanks or punctuation. */
  static Column oneOf(String column, List<String> spellings) {
    Map<String, String> byBare =
        spellings.stream().collect(Collectors.toMap(Words::bare, spelling -> spelling));
    return apply(column, text -> Words.oneOf(text, byBare));
  }

  /**
   * A country under its English name, whether the source gives an ISO 3166 code or another
   * spelling; what is no country ("Channel Islands" of a shop) stays as it is.
   */
  static Column country(String column) {
    return apply(
        column,
        text -> {
          String name = Words.category(text);
          return name == null
              ? null
              : CountryNames.bySpelling().getOrDefault(name.toLowerCase(Locale.ROOT), name);
        });
  }

  private static Column apply(String column, UDF1<String, String> function) {
    return udf(function, DataTypes.StringType).apply(col(column));
  }
}
