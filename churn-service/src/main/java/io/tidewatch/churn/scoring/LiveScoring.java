package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.churn.registry.Champion;
import io.tidewatch.churn.registry.Champions;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.platform.kafka.EventBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores clickers as their features change. A batch of records is stored by one statement; of
 * several records of one customer only the last counts. Reading a record again stores and announces
 * the same score again, and an older one changes nothing.
 */
@Component
class LiveScoring {
  private final Champions champions;
  private final Scores scores;
  private final Predictions predictions;
  private final Announcements announcements;
  private final ScoringMetrics metrics;
  private final JsonMapper json;

  LiveScoring(
      Champions champions,
      Scores scores,
      Predictions predictions,
      Announcements announcements,
      ScoringMetrics metrics,
      JsonMapper json) {
    this.champions = champions;
    this.scores = scores;
    this.predictions = predictions;
    this.announcements = announcements;
    this.metrics = metrics;
    this.json = json;
  }

  @KafkaListener(
      id = "live-scoring",
      groupId = "${spring.application.name}-live",
      topics = Topics.FEATURES_CUSTOMER,
      batch = "true")
  void score(List<ConsumerRecord<String, String>> records) {
    Optional<Champion> champion = champions.champion(ChurnModel.CLICKSTREAM);
    if (champion.isEmpty()) {
      return; // the first champion's batch scores everybody
    }
    EventBatch<FeaturesUpdated> batch = EventBatch.read(records, FeaturesUpdated.class, json);
    Map<String, FeatureRow> rows = new LinkedHashMap<>();
    for (FeaturesUpdated update : batch.events()) {
      if (ChurnModel.CLICKSTREAM.wireName().equals(update.view())) {
        rows.put(
            update.customerId(),
            new FeatureRow(
                update.customerId(), update.asOf(), update.numeric(), update.categorical()));
      }
    }
    List<ChurnScored> scored =
        rows.values().stream()
            .map(
                row ->
                    metrics.timed(
                        ChurnModel.CLICKSTREAM,
                        "live",
                        () -> scores.score(ChurnModel.CLICKSTREAM, champion.get(), row)))
            .toList();
    announcements.publishAndWait(predictions.store(ChurnModel.CLICKSTREAM, scored));
    batch.reportUnreadable();
  }
}
