package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a delimited file is written.
 *
 * @param separator between two fields
 * @param quoted whether a field may stand in double quotes
 */
record Dialect(char separator, boolean quoted) {
  /**
   * A character that no text contains, for files in which a quote is a character like any other.
   */
  private static final char NO_QUOTE = '\uFFFF';

  private static final char[] SEPARATORS = {',', ';', '\t', '|'};

  /** The parser wants room for what it reads ahead beside the longest record. */
  private static final int READ_AHEAD = 32 << 10;

  private static final int SAMPLED_RECORDS = 5_000;
  private static final int SAMPLED_REPAIRS = 100;

  /** The dialect in which the sample's header fits the data set best and its records are even. */
  static Dialect detect(String sample, Columns columns, ReadingLimits reading) {
    ReadingLimits limits = reading.withRepairs(SAMPLED_REPAIRS);
    Dialect best = new Dialect(',', true);
    double bestScore = -1;
    for (boolean quoted : new boolean[] {true, false}) {
      for (char separator : separators(columns.dataSet().delimiter())) {
        Dialect one = new Dialect(separator, quoted);
        Score score = one.score(sample, columns, limits);
        double value = score.value() - (quoted ? 0 : one.doubt(score));
        if (value > bestScore) {
          best = one;
          bestScore = value;
        }
      }
    }
    return best;
  }

  private static char[] separators(@Nullable String delimiter) {
    return delimiter == null ? SEPARATORS : delimiter.toCharArray();
  }

  /**
   * How well the sample reads.
   *
   * @param value whole part: how many columns the header finds, or without one how many fields a
   *     record has at most; fraction: the share of records that fit it
   * @param paired fields that begin and end with a quote, read without quotes
   * @param odd fields that do only one of the two
   */
  private record Score(double value, long paired, long odd) {}

  /**
   * How much better it must read without quotes. They are the rule with commas, the more so where
   * they come in pairs; with tabs they are not, and where none begins a field they are taken as
   * they are.
   */
  private double doubt(Score score) {
    if (separator == '\t') {
      return score.paired() + score.odd() == 0 ? -1e-9 : 1e-9;
    }
    return score.paired() > score.odd() ? 0.5 : 0.02;
  }

  private Score score(String sample, Columns columns, ReadingLimits limits) {
    int remembered = sample.length() + (64 << 10);
    long all = 0;
    long fitting = 0;
    long paired = 0;
    long odd = 0;
    List<String> inOrder = columns.inOrder();
    int most = 0;
    try (CsvLines lines =
        new CsvLines(this, new StringReader(sample), remembered, limits, inOrder)) {
      CsvLines.Line header = lines.next();
      if (header == null || header.flaw() != null) {
        return new Score(0, 0, 0);
      }
      for (CsvLines.Line line = header;
          line != null && all < SAMPLED_RECORDS;
          line = lines.next()) {
        all++;
        most = Math.max(most, line.fields().size());
        fitting += line.flaw() == null ? 1 : 0;
        for (String field : quoted ? List.<String>of() : line.fields()) {
          boolean begins = field.startsWith("\"");
          boolean ends = field.length() > 1 && field.endsWith("\"");
          paired += begins && ends ? 1 : 0;
          odd += begins != ends ? 1 : 0;
        }
      }
      int found = inOrder == null ? columns.fit(header.fields()) : most;
      double several = header.fields().size() > 1 ? 0.005 : 0;
      return new Score(found + 0.99 * fitting / all + several, paired, odd);
    } catch (UnreadableFileException tooManyRepairs) {
      return new Score(0, 0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  /** A parser of this dialect; it throws on an unclosed quote and on a record over the limit. */
  CsvReader<CsvFields.Fields> open(Reader text, ReadingLimits limits) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quoted ? '"' : NO_QUOTE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(limits.recordCharacters() + READ_AHEAD)
        .build(new CsvFields(limits.recordCharacters()), text);
  }
}
