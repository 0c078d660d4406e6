package io.tidewatch.benchmarks.ingest;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what it takes to load a CSV file: uploaded, kept, digested, typed, checked, duplicates
 * found, committed. Peers, in turns: DuckDB's copy to Parquet, which checks nothing, and the bare
 * parser.
 */
@Command(name = "csv-ingest", mixinStandardHelpOptions = true)
final class CsvIngest implements Callable<Integer> {
  @Option(names = "--ingestion", defaultValue = "http://localhost:8081")
  private URI ingestion = URI.create("");

  @Option(names = "--token", required = true, description = "from ./tidewatch token")
  private String token = "";

  @Option(names = "--service-pid", required = true, description = "of ingestion-service")
  private long servicePid;

  @Option(names = "--rows", defaultValue = "5000000")
  private long rows;

  @Option(names = "--rounds", defaultValue = "3", description = "after one that is not counted")
  private int rounds;

  @Option(names = "--threads", defaultValue = "2", description = "of DuckDB")
  private int threads;

  public static void main(String[] args) {
    System.exit(new CommandLine(new CsvIngest()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Cost> ours = new ArrayList<>();
    List<Cost> duckDb = new ArrayList<>();
    List<Cost> parser = new ArrayList<>();
    Path folder = Files.createTempDirectory("csv-ingest");
    Path csv = folder.resolve("orders.csv");
    Path parquet = folder.resolve("orders.parquet");
    try (Platform platform = new Platform(ingestion, token, servicePid)) {
      for (int round = 0; round <= rounds; round++) {
        OrderLines.write(csv, rows, System.currentTimeMillis() / 1000 % 1_000_000_000L);
        Cost loaded = platform.load("transactions", csv, rows);
        Cost copied = CsvPeer.run("duckdb", csv, parquet, threads);
        Cost parsed = CsvPeer.run("parser", csv, parquet, threads);
        System.out.printf(
            "round %d: platform %s, DuckDB %s, bare parser %s%n",
            round, figures(loaded), figures(copied), figures(parsed));
        if (round > 0) {
          ours.add(loaded);
          duckDb.add(copied);
          parser.add(parsed);
        }
      }
      System.out.printf("%,d rows, %,d MB%n", rows, Files.size(csv) / 1_000_000);
    } finally {
      Files.deleteIfExists(csv);
      Files.deleteIfExists(parquet);
      Files.deleteIfExists(folder);
    }
    row("platform", ours);
    row("DuckDB", duckDb);
    row("bare parser", parser);
    double cpu = Cost.median(ours, Cost::processorSeconds);
    System.out.printf(
        "per CPU second: %.2f of DuckDB, %.2f of the bare parser; by the clock: %.2f and %.2f%n",
        Cost.median(duckDb, Cost::processorSeconds) / cpu,
        Cost.median(parser, Cost::processorSeconds) / cpu,
        Cost.median(duckDb, Cost::seconds) / Cost.median(ours, Cost::seconds),
        Cost.median(parser, Cost::seconds) / Cost.median(ours, Cost::seconds));
    return 0;
  }

  private static String figures(Cost cost) {
    return "%.1f s (CPU %.1f s)".formatted(cost.seconds(), cost.processorSeconds());
  }

  private void row(String name, List<Cost> costs) {
    System.out.printf(
        "%-12s %s s, CPU %s s, %,.0f rows a CPU second%n",
        name,
        Cost.range(costs, Cost::seconds),
        Cost.range(costs, Cost::processorSeconds),
        rows / Cost.median(costs, Cost::processorSeconds));
  }
}
