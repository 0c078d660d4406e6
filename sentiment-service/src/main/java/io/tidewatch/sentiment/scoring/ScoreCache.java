package io.tidewatch.sentiment.scoring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Scores of texts that may come again. A text is known by its SHA-256 and the model's version, so
 * that nobody's words stay in memory and a new model never gives an old model's answer.
 */
final class ScoreCache {
  private static final String NAME = "sentiment-scores";

  private final Cache<Key, Scored> scores;

  /** Keeps at most {@code size} scores. */
  ScoreCache(int size, MeterRegistry registry) {
    this.scores = Caffeine.newBuilder().maximumSize(size).recordStats().build();
    CaffeineCacheMetrics.monitor(registry, scores, NAME);
  }

  Optional<Scored> find(String modelVersion, String text) {
    return Optional.ofNullable(scores.getIfPresent(Key.of(modelVersion, text)));
  }

  void keep(String text, Scored scored) {
    scores.put(Key.of(scored.modelVersion(), text), scored);
  }

  private record Key(String modelVersion, long a, long b, long c, long d) {
    static Key of(String modelVersion, String text) {
      ByteBuffer digest = ByteBuffer.wrap(sha256(text));
      return new Key(
          modelVersion, digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    private static byte[] sha256(String text) {
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest(text.getBytes(StandardCharsets.UTF_16LE));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256", e);
      }
    }
  }
}
