package io.tidewatch.lake.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable Registered registered;

  private DataSets(SortedMap<String, DataSet> byName, @Nullable Registered registered) {
    this.byName = Collections.unmodifiableSortedMap(byName);
    this.registered = registered;
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
    return new DataSets(all, null);
  }

  /** Descriptions that are kept elsewhere and may be added while the service runs. */
  public interface Registered {

    /** The registered data set of this name. */
    Optional<DataSet> find(String name);

    /** All registered data sets. */
    Collection<DataSet> all();
  }

  /** These data sets, and beside them the registered ones; a name of these is never replaced. */
  public DataSets with(Registered more) {
    return new DataSets(byName, more);
  }

  /** The data set of this name. */
  public Optional<DataSet> find(String name) {
    DataSet one = byName.get(name);
    return one != null || registered == null ? Optional.ofNullable(one) : registered.find(name);
  }

  /** All of them, by name. */
  public Collection<DataSet> all() {
    if (registered == null) {
      return byName.values();
    }
    SortedMap<String, DataSet> all = new TreeMap<>();
    registered.all().forEach(one -> all.put(one.name(), one));
    all.putAll(byName);
    return all.values();
  }

  /**
   * Reads one description.
   *
   * @param source where it is from, for messages
   * @throws IllegalArgumentException naming source, place and reason, if it is not valid
   */
  public static DataSet parse(String source, String yaml) {
    try {
      DataSetSchema.check(source, YAML.readTree(yaml), yaml);
      return YAML.readValue(yaml, DataSet.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "data set description %s is not valid: %s".formatted(source, e.getMessage()), e);
    }
  }

  private static Resource[] find(ResourcePatternResolver resolver, String location) {
    try {
      return resolver.getResources(location);
    } catch (IOException e) {
      throw new UncheckedIOException("data sets at " + location + " cannot be listed", e);
    }
  }

  private static DataSet read(Resource resource) {
    try {
      return parse(resource.toString(), resource.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("data set description " + resource + " cannot be read", e);
    }
  }
}
