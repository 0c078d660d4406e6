package io.tidewatch.sentiment.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Labelled reviews in a tab-separated file, plain or gzip, with the columns lang, label3, stars,
 * source, licence_tier, text.
 */
final class LabelledReviews {
  private static final int COLUMNS = 6;

  private LabelledReviews() {}

  /**
   * Returns the rows whose licence tier is wanted.
   *
   * @param tiers wanted tiers; empty takes all
   */
  static List<LabelledReview> read(Path file, Set<String> tiers) throws IOException {
    List<LabelledReview> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      lines.readLine();
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] cells = line.split("\t", COLUMNS);
        if (cells.length < COLUMNS) {
          throw new IOException(
              "Line %d of %s has %d of %d columns".formatted(number, file, cells.length, COLUMNS));
        }
        if (tiers.isEmpty() || tiers.contains(cells[4])) {
          rows.add(
              new LabelledReview(
                  cells[0],
                  Polarity.ofLabel(cells[1]),
                  cells[2].isEmpty() ? 0 : Integer.parseInt(cells[2]),
                  cells[3],
                  cells[4],
                  cells[5]));
        }
      }
    }
    return rows;
  }
}
