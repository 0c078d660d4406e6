package io.tidewatch.ingestion.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The keys by which apps and sites send events; each names one app and allows nothing else. */
@Component
class AppKeys {
  private final Map<String, String> appByKey = new HashMap<>();

  AppKeys(CollectorProperties properties) {
    properties
        .apps()
        .forEach(
            (app, key) -> {
              String other = appByKey.put(key, app);
              if (key.isBlank() || other != null) {
                throw new IllegalArgumentException(
                    "tidewatch.ingestion.events.apps.%s has no key of its own".formatted(app));
              }
            });
  }

  /** The app that this key belongs to. */
  Optional<String> app(String key) {
    return Optional.ofNullable(appByKey.get(key));
  }
}
