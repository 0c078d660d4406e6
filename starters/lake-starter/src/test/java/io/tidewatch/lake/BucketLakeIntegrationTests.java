package io.tidewatch.lake;

import io.tidewatch.testing.buckets.TestingBuckets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The lake in a bucket: commits, reads, upkeep and erasure. */
class BucketLakeIntegrationTests extends BucketLake {
  private final TestingBuckets buckets = new TestingBuckets("lake");

  @AfterEach
  void stop() {
    buckets.close();
  }

  @Override
  String url() {
    return buckets.url();
  }

  @Override
  void put(String name, String content) {
    buckets.put("lake", name, content);
  }

  @Override
  List<String> names() {
    return buckets.names("lake");
  }

  @Override
  void disturb() {
    buckets.failNext(2); // a client tries again
  }
}
