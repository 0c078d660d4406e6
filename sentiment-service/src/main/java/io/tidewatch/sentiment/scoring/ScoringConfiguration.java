package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelLocation;
import io.tidewatch.sentiment.model.Precision;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.UnpackedModel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/** Loads the model and warms it up before the web server takes its first request. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ScoringConfiguration.class);

  @Bean
  ModelLocation modelLocation(ScoringProperties properties, ResourceLoader resources) {
    return file -> resources.getResource(properties.model() + file).getInputStream();
  }

  @Bean
  ScoringMetrics scoringMetrics(MeterRegistry registry) {
    return new ScoringMetrics(registry);
  }

  @Bean(destroyMethod = "")
  TextModel textModel(ModelLocation location, ScoringProperties properties) {
    Precision precision = properties.precision().resolve();
    UnpackedModel files =
        new ModelCache(properties.cacheDirectory()).unpack(location, precision, true);
    return TextModel.load(files, properties.maxTokens(), properties.cacheDirectory());
  }

  @Bean
  BatchingScorer scorer(TextModel model, ScoringProperties properties, ScoringMetrics metrics) {
    BatchingScorer scorer = new BatchingScorer(model, properties, metrics);
    long start = System.nanoTime();
    warmUp(scorer, properties);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    metrics.loaded(took);
    log.atInfo()
        .addKeyValue("model", scorer.modelVersion())
        .addKeyValue("precision", properties.precision().resolve())
        .addKeyValue("predictors", properties.predictors())
        .addKeyValue("warmUpMillis", took.toMillis())
        .log("Sentiment model ready");
    return scorer;
  }

  private static void warmUp(BatchingScorer scorer, ScoringProperties properties) {
    int perRound = Math.min(properties.queueCapacity(), properties.predictors() * 4);
    for (String text : List.of("ok", "works as described ".repeat(8), "never again ".repeat(60))) {
      scorer.scorePatiently(Collections.nCopies(perRound, text));
    }
  }
}
