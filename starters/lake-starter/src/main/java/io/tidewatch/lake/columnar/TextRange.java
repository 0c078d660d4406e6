package io.tidewatch.lake.columnar;

import java.util.Arrays;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** The least and the greatest text of a page, by their bytes. */
final class TextRange {
  private byte @Nullable [] least;
  private byte @Nullable [] greatest;

  void add(byte[] text) {
    if (least == null || greatest == null) {
      least = text;
      greatest = text;
    } else if (Arrays.compareUnsigned(text, least) < 0) {
      least = text;
    } else if (Arrays.compareUnsigned(text, greatest) > 0) {
      greatest = text;
    }
  }

  void addTo(BinaryStatistics statistics) {
    statistics.updateStats(Binary.fromConstantByteArray(least));
    statistics.updateStats(Binary.fromConstantByteArray(greatest));
  }

  void clear() {
    least = null;
    greatest = null;
  }
}
