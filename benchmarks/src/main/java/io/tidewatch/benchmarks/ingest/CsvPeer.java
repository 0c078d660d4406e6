package io.tidewatch.benchmarks.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tidewatch.benchmarks.peer.OwnSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A peer of the CSV benchmark in a process of its own; prints what its work took. */
final class CsvPeer {
  private CsvPeer() {}

  /**
   * Runs a peer.
   *
   * @param name {@code duckdb} (CSV to Parquet) or {@code parser} (FastCSV, every field looked at)
   */
  static Cost run(String name, Path csv, Path parquet, int threads)
      throws IOException, InterruptedException {
    List<String> command =
        OwnSession.java(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CsvPeer.class.getName(),
            name,
            csv.toString(),
            parquet.toString(),
            Integer.toString(threads));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IOException(name + " failed; its errors are above");
    }
    String[] figures = answer.lines().reduce((a, b) -> b).orElseThrow().split(" ");
    return new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
  }

  public static void main(String[] args) throws Exception {
    if (args[0].equals("duckdb")) {
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET threads = " + Integer.parseInt(args[3]));
        }
        measured(() -> copy(connection, args[1], args[2]));
      }
    } else {
      measured(() -> parse(Path.of(args[1])));
    }
  }

  private interface Work {
    long run() throws IOException, SQLException;
  }

  private static void measured(Work work) throws IOException, SQLException {
    Duration before = processorTime();
    long start = System.nanoTime();
    long rows = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double processor = processorTime().minus(before).toNanos() / 1e9;
    System.out.println(seconds + " " + processor + " " + rows);
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long copy(Connection connection, String csv, String parquet) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(
          "COPY (SELECT * FROM read_csv('%s', header = true)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
              .formatted(csv, parquet));
    }
  }

  private static long parse(Path csv) throws IOException {
    long characters = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
      for (CsvRecord record : reader) {
        for (int i = 0; i < record.getFieldCount(); i++) {
          characters += record.getField(i).length();
        }
      }
    }
    return characters;
  }
}
