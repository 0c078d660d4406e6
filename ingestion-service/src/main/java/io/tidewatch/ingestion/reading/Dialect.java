package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;

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
  private static final int SAMPLED_RECORDS = 5_000;

  /** The dialect in which the sample's header fits the data set best and its records are even. */
  static Dialect detect(String sample, Columns columns, ReadingLimits limits) {
    Dialect best = new Dialect(',', true);
    double bestScore = -1;
    for (boolean quoted : new boolean[] {true, false}) {
      for (char separator : SEPARATORS) {
        Dialect one = new Dialect(separator, quoted);
        double score = one.score(sample, columns, limits);
        // quotes are the rule: doing without must read clearly better, but where tabs separate
        double margin = quoted ? 0 : separator == '\t' ? 1e-9 : 0.02;
        if (score > bestScore + margin) {
          best = one;
          bestScore = score;
        }
      }
    }
    return best;
  }

  /** Whole part: how many columns the header finds; fraction: the share of records that fit it. */
  private double score(String sample, Columns columns, ReadingLimits limits) {
    int remembered = sample.length() + (64 << 10);
    try (CsvLines lines = new CsvLines(this, new StringReader(sample), remembered, limits)) {
      CsvLines.Line header = lines.next();
      if (header == null || header.flaw() != null) {
        return 0;
      }
      int all = 1;
      int fitting = 1;
      for (CsvLines.Line line = lines.next();
          line != null && all < SAMPLED_RECORDS;
          line = lines.next()) {
        all++;
        fitting += line.flaw() == null ? 1 : 0;
      }
      int found = Columns.matched(columns.match(header.fields()));
      double share = 0.99 * fitting / all;
      return found + share + (header.fields().size() > 1 ? 0.005 : 0);
    } catch (UnreadableFileException tooManyRepairs) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
  }

  /** A parser of this dialect; it throws on an unclosed quote and on a record over the limit. */
  CsvReader<CsvRecord> open(Reader text, ReadingLimits limits) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quoted ? '"' : NO_QUOTE)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(limits.recordCharacters() + 1)
        .build(
            CsvRecordHandler.of(
                handler ->
                    handler
                        .maxFieldSize(limits.recordCharacters())
                        .maxRecordSize(limits.recordCharacters())),
            text);
  }
}
