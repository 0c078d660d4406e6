package io.tidewatch.launcher.samples;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code reviews.json} and {@code reviews.csv}: one half of the reviews each. */
final class ReviewsFiles {
  static final String JSON_NAME = "reviews.json";
  static final String CSV_NAME = "reviews.csv";
  private static final int STARS_COLUMN = 3;
  private static final String[] HEADER = {
    "review_id", "customer_id", "lang", "stars", "text", "product_id", "written_at"
  };
  private static final DirtyRows.Weak WEAK =
      new DirtyRows.Weak(List.of(2, 5), STARS_COLUMN, "many", 6, "last summer", -1, "", 4, -1, "");

  private ReviewsFiles() {}

  static FileCounts writeJson(Path folder, List<Voices.Voice> reviews, Dice dice)
      throws IOException {
    try (Json file = new Json(folder.resolve(JSON_NAME))) {
      return write(file, JSON_NAME, reviews, dice);
    }
  }

  static FileCounts writeCsv(Path folder, List<Voices.Voice> reviews, Dice dice)
      throws IOException {
    try (CsvFile file = new CsvFile(folder.resolve(CSV_NAME), HEADER)) {
      return write(file, CSV_NAME, reviews, dice);
    }
  }

  private static FileCounts write(
      DirtyRows.Sink sink, String name, List<Voices.Voice> reviews, Dice dice) throws IOException {
    DirtyRows rows = new DirtyRows(sink, WEAK, dice);
    for (Voices.Voice review : reviews) {
      rows.add(
          new String[] {
            "R%06d".formatted(review.number()),
            review.customer().id(),
            review.customer().language(),
            Integer.toString(review.stars()),
            review.text(),
            review.product(),
            review.at().toString()
          });
    }
    return rows.finish(name, "reviews");
  }

  /** An array of objects; a blank cell is a missing field. */
  private static final class Json implements DirtyRows.Sink, Closeable {
    private final OutputStream out;
    private final JsonGenerator json;

    Json(Path file) throws IOException {
      this.out = Files.newOutputStream(file);
      this.json = JsonMapper.builder().build().createGenerator(out);
      json.writeStartArray();
    }

    @Override
    public void row(String[] cells) {
      json.writeRaw('\n');
      json.writeStartObject();
      for (int column = 0; column < cells.length; column++) {
        if (cells[column].isEmpty()) {
          continue;
        }
        if (column == STARS_COLUMN && Character.isDigit(cells[column].charAt(0))) {
          json.writeNumberProperty(HEADER[column], Integer.parseInt(cells[column]));
        } else {
          json.writeStringProperty(HEADER[column], cells[column]);
        }
      }
      json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
      json.writeRaw('\n');
      json.writeEndArray();
      json.close();
      out.close();
    }
  }
}
