package io.tidewatch.lake.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All data sets that the platform knows, by name. */
public final class DataSets {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final SortedMap<String, DataSet> byName;

  private DataSets(SortedMap<String, DataSet> byName) {
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  /**
   * Reads descriptions; a later location replaces data sets of the same name.
   *
   * @param locations Spring resource patterns, for example {@code classpath*:datasets/*.yaml}
   * @throws IllegalArgumentException naming file, line and reason, if one is not valid
   */
  public static DataSets read(ResourcePatternResolver resolver, Collection<String> locations) {
    SortedMap<String, DataSet> all = new TreeMap<>();
    for (String location : locations) {
      for (Resource resource : find(resolver, location)) {
        DataSet one = read(resource);
        all.put(one.name(), one);
      }
    }
    return new DataSets(all);
  }

  /** The data set of this name. */
  public Optional<DataSet> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, by name. */
  public Collection<DataSet> all() {
    return byName.values();
  }

  private static Resource[] find(ResourcePatternResolver resolver, String location) {
    try {
      return resolver.getResources(location);
    } catch (IOException e) {
      throw new UncheckedIOException("data sets at " + location + " cannot be listed", e);
    }
  }

  private static DataSet read(Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      return YAML.readValue(in, DataSet.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "data set description %s is not valid: %s".formatted(resource, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("data set description " + resource + " cannot be read", e);
    }
  }
}
