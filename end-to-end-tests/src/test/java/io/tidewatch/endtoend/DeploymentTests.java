package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What compose and Kubernetes set is what the services read: no name has drifted. */
class DeploymentTests {
  private static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Read by the JVM or by the image, not by a property. */
  private static final Set<String> NOT_PROPERTIES = Set.of("JDK_JAVA_OPTIONS");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dashboard-ui",
        "ingestion-service",
        "etl-service",
        "feature-service",
        "churn-service",
        "sentiment-service"
      })
  void setsOnlyWhatTheServiceReads(String service) {
    Set<String> known = knownVariables(service);
    assertThat(compose(service)).isNotEmpty().allMatch(v -> isKnown(v, known));
    assertThat(kubernetes(service)).isNotEmpty().allMatch(v -> isKnown(v, known));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dashboard-ui",
        "ingestion-service",
        "etl-service",
        "feature-service",
        "churn-service",
        "sentiment-service"
      })
  void exposesThePortThatTheServiceListensOn(String service) throws IOException {
    String properties =
        Files.readString(ROOT.resolve(service + "/src/main/resources/application.properties"));
    List<JsonNode> documents = documents(ROOT.resolve("k8s/base/" + service + ".yaml"));
    int http =
        documents.get(0).at("/spec/template/spec/containers/0/ports/0/containerPort").asInt();
    assertThat(properties)
        .contains("server.port=" + http)
        .contains("management.server.port=" + (http + 1000));
    assertThat(documents.get(1).at("/spec/ports/0/port").asInt()).isEqualTo(http);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "gcp", "cuda"})
  void patchesOnlyWhatIsThere(String overlay) {
    Path folder = ROOT.resolve("k8s/overlays/" + overlay);
    JsonNode kustomization = documents(folder.resolve("kustomization.yaml")).get(0);
    kustomization
        .get("resources")
        .forEach(resource -> assertThat(folder.resolve(resource.asString())).exists());
    for (JsonNode patch : kustomization.path("patches")) {
      JsonNode target = base(patch.at("/target/kind").asString(), patch.at("/target/name"));
      for (JsonNode step : YAML.readTree(patch.get("patch").asString())) {
        JsonPointer path = JsonPointer.compile(step.get("path").asString());
        JsonNode place =
            target.at(step.get("op").asString().equals("replace") ? path : path.head());
        assertThat(place.isMissingNode()).as("%s of %s", path, overlay).isFalse();
        if (step.get("path").asString().endsWith("/env/-")) {
          Set<String> known = knownVariables(patch.at("/target/name").asString());
          assertThat(step.at("/value/name").asString()).matches(v -> isKnown(v, known));
        }
      }
    }
  }

  private static JsonNode base(String kind, JsonNode name) {
    try (Stream<Path> files = Files.list(ROOT.resolve("k8s/base"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .flatMap(file -> documents(file).stream())
          .filter(document -> kind.equals(document.path("kind").asString("")))
          .filter(document -> document.at("/metadata/name").equals(name))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isKnown(String variable, Set<String> known) {
    return variable.startsWith("SPRING_")
        || variable.startsWith("LOGGING_")
        || NOT_PROPERTIES.contains(variable)
        || known.stream().anyMatch(k -> variable.equals(k) || variable.startsWith(k + "_"));
  }

  private static Set<String> knownVariables(String service) {
    return Stream.of(
            service, "starters/platform-starter", "starters/lake-starter", "starters/spark-starter")
        .map(m -> ROOT.resolve(m + "/target/classes/META-INF/spring-configuration-metadata.json"))
        .filter(Files::exists)
        .flatMap(DeploymentTests::properties)
        .map(n -> n.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> properties(Path metadata) {
    try {
      JsonNode all = Platform.JSON.readTree(Files.readString(metadata)).get("properties");
      return StreamSupport.stream(all.spliterator(), false).map(p -> p.get("name").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> compose(String service) {
    JsonNode environment =
        documents(ROOT.resolve("docker-compose.yml"))
            .get(0)
            .at("/services/" + service + "/environment");
    Set<String> names = new TreeSet<>();
    environment.properties().stream().map(Map.Entry::getKey).forEach(names::add);
    return normalised(names);
  }

  private static Set<String> kubernetes(String service) {
    Set<String> names = new TreeSet<>();
    documents(ROOT.resolve("k8s/base/" + service + ".yaml"))
        .get(0)
        .at("/spec/template/spec/containers/0/env")
        .forEach(e -> names.add(e.get("name").asString()));
    return normalised(names);
  }

  /** Spring reads JWK_SET_URI and JWKSETURI alike. */
  private static Set<String> normalised(Set<String> names) {
    return names.stream()
        .map(n -> n.replace("JWK_SET_URI", "JWKSETURI"))
        .map(n -> n.replace("ADMIN_PASSWORD", "ADMINPASSWORD"))
        .map(n -> n.replace("CLI_SECRET", "CLISECRET"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<JsonNode> documents(Path yaml) {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(yaml))) {
      return all.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
