package io.tidewatch.sentiment.training;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Labelled reviews in a tab-separated file, plain or gzip, with the columns lang, label3, stars,
 * source, licence_tier, text; a header line is skipped.
 */
final class LabelledReviews {
  private static final int COLUMNS = 6;
  private static final String HEADER = "lang\t";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private LabelledReviews() {}

  /**
   * Returns the rows whose licence tier is wanted.
   *
   * @param tiers wanted tiers; empty takes all
   */
  static List<LabelledReview> read(Path file, Set<String> tiers) throws IOException {
    List<LabelledReview> rows = new ArrayList<>();
    try (InputStream in = plain(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String cleaned = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (cleaned.isBlank() || number == 1 && cleaned.startsWith(HEADER)) {
          continue;
        }
        LabelledReview row;
        try {
          row = row(cleaned);
        } catch (IllegalArgumentException e) {
          throw new IOException("Line %d of %s: %s".formatted(number, file, e.getMessage()), e);
        }
        if (tiers.isEmpty() || tiers.contains(row.licence())) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static LabelledReview row(String line) {
    String[] cells = line.split("\t", COLUMNS);
    if (cells.length < COLUMNS) {
      throw new IllegalArgumentException(
          "%d of %d columns (lang, label3, stars, source, licence_tier, text)"
              .formatted(cells.length, COLUMNS));
    }
    if (!cells[2].matches("[1-5]?")) {
      throw new IllegalArgumentException(
          "'%s' is no count of stars from 1 to 5; leave it empty where it is not known"
              .formatted(cells[2]));
    }
    return new LabelledReview(
        cells[0],
        Polarity.ofLabel(cells[1]),
        cells[2].isEmpty() ? 0 : Integer.parseInt(cells[2]),
        cells[3],
        cells[4],
        cells[5]);
  }

  /** Gzip is known by its first bytes, whatever the file is called. */
  private static InputStream plain(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file + " is not there");
    }
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in) : in;
  }
}
