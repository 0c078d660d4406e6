package io.tidewatch.ingestion.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
  private static final int SAMPLED_RECORDS = 200;

  /** The dialect in which the sample's header fits the data set best and its records are even. */
  static Dialect detect(String sample, Columns columns, ReadingLimits limits) {
    Dialect best = new Dialect(',', true);
    double bestScore = -1;
    for (boolean quoted : new boolean[] {true, false}) {
      for (char separator : SEPARATORS) {
        Dialect one = new Dialect(separator, quoted);
        double score = one.score(sample, columns, limits);
        // quotes are the rule: doing without must read clearly better
        if (score > bestScore + (quoted ? 0 : 0.02)) {
          best = one;
          bestScore = score;
        }
      }
    }
    return best;
  }

  /** Whole part: how many columns the header finds; fraction: the share of even records. */
  private double score(String sample, Columns columns, ReadingLimits limits) {
    List<CsvRecord> records = records(sample, limits);
    if (records.isEmpty()) {
      return 0;
    }
    int fields = records.get(0).getFieldCount();
    int found = Columns.matched(columns.match(records.get(0).getFields()));
    long even = records.stream().filter(r -> r.getFieldCount() == fields).count();
    double share = (double) even / Math.max(records.size(), countLines(sample));
    return found + Math.min(0.99, share) + (fields > 1 ? 0.005 : 0);
  }

  private static long countLines(String sample) {
    return sample.chars().filter(c -> c == '\n').limit(SAMPLED_RECORDS).count();
  }

  private List<CsvRecord> records(String sample, ReadingLimits limits) {
    List<CsvRecord> records = new ArrayList<>();
    try (CloseableIterator<CsvRecord> all = open(new StringReader(sample), limits).iterator()) {
      while (records.size() < SAMPLED_RECORDS && all.hasNext()) {
        records.add(all.next());
      }
    } catch (CsvParseException brokenOrCutOff) {
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
    return records;
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

  /** The dialect that a file name promises, or null. */
  static @Nullable Dialect promisedBy(String fileName) {
    return fileName.endsWith(".psv") ? new Dialect('|', true) : null;
  }
}
