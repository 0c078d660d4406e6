package io.tidewatch.feature.view;

import java.util.List;

/**
 * A named set of features of a customer.
 *
 * @param name {@code customer}, {@code clickstream} or {@code text}
 * @param description what the view is for, for people
 * @param table the lake table that holds it, for example {@code curated.customer_features}
 */
public record FeatureView(String name, String description, String table, List<Feature> features) {

  public FeatureView {
    features = List.copyOf(features);
  }

  /** Whether a feature is a number or a label. */
  public enum Kind {
    NUMERIC,
    CATEGORICAL
  }

  /**
   * A feature; its name never changes its meaning.
   *
   * @param description meaning and unit
   */
  public record Feature(String name, Kind kind, String description) {}

  /** The names of all features that are numbers, in order. */
  public List<String> numeric() {
    return names(Kind.NUMERIC);
  }

  /** The names of all features that are labels, in order. */
  public List<String> categorical() {
    return names(Kind.CATEGORICAL);
  }

  private List<String> names(Kind kind) {
    return features.stream().filter(f -> f.kind() == kind).map(Feature::name).toList();
  }
}
