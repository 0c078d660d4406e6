package io.tidewatch.sentiment.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidewatch.sentiment.language.LanguageGuess;
import io.tidewatch.sentiment.language.ProfileGuess;
import io.tidewatch.sentiment.model.Devices;
import io.tidewatch.sentiment.model.EngineDevices;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/** Loads the model and warms it up before the web server takes its first request. */
@Configuration(proxyBeanMethods = false)
class ScoringConfiguration {

  @Bean
  ScoringMetrics scoringMetrics(MeterRegistry registry) {
    return new ScoringMetrics(registry);
  }

  @Bean
  Devices devices(ScoringProperties properties) {
    return new EngineDevices(properties.cacheDirectory());
  }

  @Bean
  LanguageGuess languageGuess() {
    return new ProfileGuess();
  }

  @Bean
  ScoreCache scoreCache(ScoringProperties properties, MeterRegistry registry) {
    return new ScoreCache(properties.cacheSize(), registry);
  }

  @Bean
  ModelLoader modelLoader(
      ScoringProperties properties,
      ResourceLoader resources,
      Devices devices,
      ScoringMetrics metrics,
      Clock clock) {
    return new ModelLoader(
        properties,
        new ModelSources(resources, properties.external().gcsHost()),
        devices,
        metrics,
        clock);
  }

  @Bean
  ServingScorer scorer(
      ModelLoader loader,
      ScoringProperties properties,
      ScoreCache cache,
      LanguageGuess languages,
      ScoringMetrics metrics) {
    return new ServingScorer(
        loader.load(properties.model(), step -> {}), cache, languages, metrics);
  }

  @Bean
  ModelSwap modelSwap(
      ModelLoader loader, ServingScorer scorer, ScoringMetrics metrics, Clock clock) {
    return new ModelSwap(loader, scorer, metrics, clock);
  }
}
