package io.tidewatch.ingestion.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenKeysTests {
  @TempDir Path folder;

  @Test
  void knowsEveryKeyBeyondTheHeapToo() throws IOException {
    try (SeenKeys seen = new SeenKeys(folder)) {
      int keys = 2_500_000; // the file grows once, too
      for (int i = 0; i < keys; i++) {
        assertThat(seen.add(key(i))).isTrue();
      }
      for (int i = 0; i < keys; i += 7) {
        assertThat(seen.add(key(i))).isFalse();
      }
      assertThat(seen.add(new RowHash.Key(0, 0))).isTrue();
      assertThat(seen.add(new RowHash.Key(0, 0))).isFalse();
      assertThat(seen.size()).isEqualTo(keys + 1);
      try (var left = Files.list(folder)) {
        assertThat(left).as("nothing has a name on disk").isEmpty();
      }
    }
  }

  @Test
  void tellsOfSomeAtOnceInTheirOrder() throws IOException {
    try (SeenKeys seen = new SeenKeys(folder)) {
      boolean[] added = new boolean[4];
      seen.add(new RowHash.Key[] {key(1), key(2), key(1), key(3)}, 4, added);
      assertThat(added).containsExactly(true, true, false, true);
      seen.add(new RowHash.Key[] {key(4), key(3), key(5), key(1)}, 2, added);
      assertThat(added).as("no more than are asked for").containsExactly(true, false, false, true);
      assertThat(seen.add(key(5))).isTrue();
      assertThat(seen.size()).isEqualTo(5);
    }
  }

  private static RowHash.Key key(long i) {
    long mixed = (i + 1) * 0x9E3779B97F4A7C15L;
    return new RowHash.Key(mixed, mixed ^ (mixed >>> 31));
  }
}
