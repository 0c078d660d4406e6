package io.tidewatch.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTests {

  @Test
  void usesThePublishedPortsByDefault() {
    Ports ports = new Ports(0);

    assertThat(ports.postgres()).isEqualTo(5432);
    assertThat(ports.kafka()).isEqualTo(9092);
    assertThat(ports.of(Service.DASHBOARD)).isEqualTo(8080);
    assertThat(ports.of(Service.SENTIMENT)).isEqualTo(8085);
    assertThat(ports.managementOf(Service.INGESTION)).isEqualTo(9081);
  }

  @Test
  void movesEveryPortByTheOffset() {
    Installation moved =
        Installation.fromEnvironment(
            Map.of("TIDEWATCH_PORT_OFFSET", "10000", "TIDEWATCH_DATA", "/tmp/somewhere"));

    assertThat(all(moved.ports()))
        .isEqualTo(all(new Ports(0)).stream().map(p -> p + 10000).toList());
    assertThat(moved.issuer()).isEqualTo("http://localhost:18080");
    assertThat(moved.run()).hasToString("/tmp/somewhere/run");
  }

  @Test
  void givesEveryListenerItsOwnPort() {
    assertThat(all(new Ports(0))).doesNotHaveDuplicates();
  }

  @Test
  void refusesOffsetsThatAreNoNumberOrTooLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Installation.fromEnvironment(Map.of("TIDEWATCH_PORT_OFFSET", "many")))
        .withMessageContaining("'many', not a whole number");
    assertThatIllegalArgumentException().isThrownBy(() -> new Ports(60_000));
  }

  @Test
  void givesAServiceTheHeapThatIsAskedFor() {
    Installation roomy = Installation.fromEnvironment(Map.of("TIDEWATCH_INGESTION_HEAP", "2g"));

    assertThat(roomy.heapOf(Service.INGESTION)).isEqualTo("2g");
    assertThat(roomy.heapOf(Service.DASHBOARD)).isEqualTo(Service.DASHBOARD.heap());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Installation.fromEnvironment(Map.of("TIDEWATCH_ETL_HEAP", "much")))
        .withMessageContaining("TIDEWATCH_ETL_HEAP is 'much'");
  }

  @Test
  void tellsServicesTheMovedAddresses(@org.junit.jupiter.api.io.TempDir java.nio.file.Path data) {
    Installation moved = new Installation(data, data, new Ports(10000));
    Map<String, String> env =
        new ServiceEnvironment(moved, new Secrets(moved.secrets())).of(Service.DASHBOARD);

    assertThat(env)
        .containsEntry("SERVER_PORT", "18080")
        .containsEntry("MANAGEMENT_SERVER_PORT", "19080")
        .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:19092")
        .containsEntry("TIDEWATCH_SERVICES_CHURN_URL", "http://localhost:18084")
        .containsEntry("TIDEWATCH_SECURITY_ISSUER", "http://localhost:18080")
        .containsEntry(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://localhost:15432/tidewatch?currentSchema=dashboard");
    assertThat(env.get("TIDEWATCH_DASHBOARD_MARTS_PASSWORD"))
        .isNotEqualTo(env.get("SPRING_DATASOURCE_PASSWORD"))
        .hasSize(20);
  }

  private static List<Integer> all(Ports ports) {
    IntStream stores = IntStream.of(ports.postgres(), ports.kafka(), ports.kafkaController());
    Stream<Integer> services =
        Arrays.stream(Service.values()).flatMap(s -> Stream.of(ports.of(s), ports.managementOf(s)));
    return Stream.concat(stores.boxed(), services).toList();
  }
}
