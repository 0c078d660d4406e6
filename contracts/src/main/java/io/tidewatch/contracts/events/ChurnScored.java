package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * A customer has a new churn probability.
 *
 * @param model {@code customer} or {@code clickstream}
 * @param probability 0..1
 * @param baseline the model's mean probability; baseline + all contributions = probability
 * @param contributions what moved the probability away from the baseline, largest first
 * @param asOf the instant up to which the features used data
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChurnScored(
    String scoreId,
    String customerId,
    String model,
    String modelVersion,
    double probability,
    ChurnBand band,
    double baseline,
    List<Contribution> contributions,
    Instant asOf,
    Instant scoredAt)
    implements TidewatchEvent {

  /**
   * The share of one feature in a probability.
   *
   * @param value the customer's value, as text
   * @param contribution signed probability points
   */
  public record Contribution(String feature, String value, double contribution) {}

  public ChurnScored {
    Fields.required("scoreId", scoreId);
    Fields.required("customerId", customerId);
    Fields.required("model", model);
    Fields.required("modelVersion", modelVersion);
    Fields.probability("probability", probability);
    Fields.required("band", band);
    contributions = List.copyOf(contributions);
    Fields.required("asOf", asOf);
    Fields.required("scoredAt", scoredAt);
  }

  @Override
  public String topic() {
    return Topics.CHURN_SCORED;
  }

  @Override
  public String key() {
    return customerId;
  }
}
