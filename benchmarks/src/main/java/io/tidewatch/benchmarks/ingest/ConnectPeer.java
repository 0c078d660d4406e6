package io.tidewatch.benchmarks.ingest;

import io.tidewatch.benchmarks.peer.OwnSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.types.Types;

/**
 * Kafka Connect with Iceberg's own sink, one worker in a process of its own. Its table has the
 * columns that the clicks fill; it is not partitioned, its catalogue is a folder, and nothing is
 * checked: all of it saves the peer work.
 */
final class ConnectPeer implements AutoCloseable {
  private static final TableIdentifier TABLE = TableIdentifier.of("raw", "clicks");
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "eventId", Types.StringType.get()),
          Types.NestedField.optional(2, "type", Types.StringType.get()),
          Types.NestedField.optional(3, "customerId", Types.StringType.get()),
          Types.NestedField.optional(4, "sessionId", Types.StringType.get()),
          Types.NestedField.optional(5, "productId", Types.StringType.get()),
          Types.NestedField.optional(6, "category", Types.StringType.get()),
          Types.NestedField.optional(7, "price", Types.DoubleType.get()),
          Types.NestedField.optional(8, "page", Types.StringType.get()),
          Types.NestedField.optional(9, "device", Types.StringType.get()),
          Types.NestedField.optional(10, "createdAt", Types.TimestampType.withZone()));

  private final HadoopCatalog catalog;
  private final Process process;

  private ConnectPeer(HadoopCatalog catalog, Process process) {
    this.catalog = catalog;
    this.process = process;
  }

  /** Starts a worker whose sink reads the topic from its end. */
  static ConnectPeer start(Path folder, String kafka, String topic, int tasks, String heap)
      throws IOException {
    String warehouse = folder.resolve("warehouse").toUri().toString();
    HadoopCatalog catalog = new HadoopCatalog(new Configuration(), warehouse);
    catalog.createTable(
        TABLE,
        SCHEMA,
        PartitionSpec.unpartitioned(),
        Map.of(TableProperties.FORMAT_VERSION, "2", TableProperties.PARQUET_COMPRESSION, "zstd"));
    Path worker =
        written(
            folder.resolve("worker.properties"),
            Map.of(
                "bootstrap.servers", kafka,
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false",
                "offset.storage.file.filename", folder.resolve("offsets").toString(),
                "offset.flush.interval.ms", "500", // an idle task looks no sooner for a commit
                "listeners", "http://localhost:0",
                "plugin.discovery", "service_load",
                "consumer.auto.offset.reset", "latest"));
    Path sink =
        written(
            folder.resolve("sink.properties"),
            Map.of(
                "name",
                topic,
                "connector.class",
                "org.apache.iceberg.connect.IcebergSinkConnector",
                "tasks.max",
                Integer.toString(tasks),
                "topics",
                topic,
                "iceberg.tables",
                TABLE.toString(),
                "iceberg.catalog.type",
                "hadoop",
                "iceberg.catalog.warehouse",
                warehouse,
                "iceberg.control.topic",
                topic + ".control",
                "iceberg.control.commit.interval-ms",
                "2000",
                "iceberg.control.commit.timeout-ms",
                "30000"));
    Path log = folder.resolve("worker.log");
    Process process =
        new ProcessBuilder(
                OwnSession.java(
                    heap,
                    "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                    "-XX:+UseParallelGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.apache.kafka.connect.cli.ConnectStandalone",
                    worker.toString(),
                    sink.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new ConnectPeer(catalog, process);
  }

  private static Path written(Path file, Map<String, String> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  /** The rows of the newest state of its table. */
  long rows() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the worker has ended with " + process.exitValue());
    }
    Table table = catalog.loadTable(TABLE);
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault("total-records", "0"));
  }

  /** How often it has committed. */
  long commits() {
    List<Snapshot> all = new java.util.ArrayList<>();
    catalog.loadTable(TABLE).snapshots().forEach(all::add);
    return all.size();
  }

  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    catalog.close();
  }
}
