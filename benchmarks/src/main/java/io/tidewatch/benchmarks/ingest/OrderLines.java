package io.tidewatch.benchmarks.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes files of order lines, none twice, from a seed. */
final class OrderLines {
  private static final String HEADER =
      "invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country";
  private static final String[] COUNTRIES = {"United Kingdom", "France", "Germany", "Norway"};
  private static final String[] THINGS = {"MUG", "LANTERN", "NOTEBOOK", "APRON", "CUSHION", "TRAY"};
  private static final String[] LOOKS = {"BLUE", "RED, LARGE", "ENAMEL", "PAPER", "WOVEN"};
  private static final int LINES_OF_AN_INVOICE = 20;

  private OrderLines() {}

  static void write(Path file, long rows, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    LocalDateTime first = LocalDateTime.of(2025, 1, 1, 8, 0);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(HEADER).append('\n');
      for (long row = 0; row < rows; row++) {
        String look = LOOKS[random.nextInt(LOOKS.length)];
        String description = look + " " + THINGS[random.nextInt(THINGS.length)];
        out.append(Long.toString(seed))
            .append(Long.toString(10_000_000 + row / LINES_OF_AN_INVOICE))
            .append(",S")
            .append(Long.toString(row % LINES_OF_AN_INVOICE * 1000 + random.nextInt(1000)))
            .append(',')
            .append(description.indexOf(',') < 0 ? description : '"' + description + '"')
            .append(',')
            .append(Integer.toString(1 + random.nextInt(48)))
            .append(',')
            .append(first.plusSeconds(row / LINES_OF_AN_INVOICE * 37).toString().replace('T', ' '))
            .append(',')
            .append(String.format(Locale.ROOT, "%d.%02d", random.nextInt(40), random.nextInt(100)))
            .append(",C")
            .append(Integer.toString(100_000 + random.nextInt(50_000)))
            .append(',')
            .append(COUNTRIES[random.nextInt(COUNTRIES.length)])
            .append('\n');
      }
    }
  }
}
