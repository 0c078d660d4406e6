package io.tidewatch.launcher.kafka;

import io.tidewatch.launcher.platform.Component;
import io.tidewatch.launcher.platform.Installation;
import io.tidewatch.launcher.platform.LaunchException;
import io.tidewatch.launcher.platform.Service;
import io.tidewatch.launcher.process.DetachedCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** The platform's broker and controller in one JVM; its log survives restarts. */
public final class KafkaBroker implements Component {
  public static final String NAME = "kafka";
  private static final String HEAP = "384m";

  private final Installation installation;
  private final Path java;
  private final String classPath;
  private final Path storage;

  /**
   * @param java the {@code java} program
   * @param classPath holds kafka_2.13, its dependencies, this module and Logback
   */
  public KafkaBroker(Installation installation, Path java, String classPath) {
    this.installation = installation;
    this.java = java;
    this.classPath = classPath;
    this.storage = installation.data().resolve(NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(installation.ports().kafka(), installation.ports().kafkaController());
  }

  @Override
  public String heap() {
    return HEAP;
  }

  @Override
  public String mark() {
    return installation.mark() + " -Dtidewatch.process=" + NAME;
  }

  @Override
  public String build() {
    return "kafka";
  }

  @Override
  public List<Path> logs() {
    return List.of(
        installation.logs().resolve("kafka.log"), installation.logs().resolve("kafka.out"));
  }

  @Override
  public DetachedCommand prepare() throws IOException {
    Path configuration = installation.run().resolve("kafka.properties");
    Files.createDirectories(installation.run());
    Files.writeString(configuration, configuration());
    if (!Files.exists(storage.resolve("meta.properties"))) {
      format(configuration);
    }
    Path temporary = Files.createDirectories(installation.cache().resolve("tmp").resolve(NAME));
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                installation.mark(),
                "-Dtidewatch.process=" + NAME,
                "-Xms64m",
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(Service.LATE_OPTIMISING);
    command.addAll(
        List.of(
            "-Duser.timezone=UTC",
            "-Djava.io.tmpdir=" + temporary,
            "-Djava.awt.headless=true",
            "-Dlogback.configurationFile=kafka-logback.xml",
            "-Dtidewatch.log=" + installation.logs().resolve("kafka.log"),
            "-cp",
            classPath,
            "kafka.Kafka",
            configuration.toString()));
    return new DetachedCommand(
        command, Map.of(), installation.data(), installation.logs().resolve("kafka.out"));
  }

  @Override
  public boolean isReady() {
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "localhost:" + installation.ports().kafka(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            4000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster().nodes().get(6, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void format(Path configuration) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {
              "format",
              "--standalone",
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--config",
              configuration.toString()
            },
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new LaunchException(
          "Kafka's storage cannot be formatted:\n" + output.toString(StandardCharsets.UTF_8));
    }
  }

  private String configuration() {
    int port = installation.ports().kafka();
    int controller = installation.ports().kafkaController();
    return """
        # written by the launcher at each start
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=localhost:%2$d
        listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
        advertised.listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        num.partitions=4
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0
        log.retention.hours=168
        log.segment.bytes=134217728
        log.cleaner.dedupe.buffer.size=33554432
        """
        .formatted(port, controller, storage);
  }
}
