package io.tidewatch.lake.columnar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Columns whose values have as many bytes each, held as the bits of a {@code long}. */
enum NumberKind {
  INTEGER(4) {
    @Override
    void read(Object[] from, int count, long[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = (Integer) from[i];
      }
    }
  },
  /** Days since 1970-01-01. */
  DATE(4) {
    @Override
    void read(Object[] from, int count, long[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = ((LocalDate) from[i]).toEpochDay();
      }
    }
  },
  LONG(8) {
    @Override
    void read(Object[] from, int count, long[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = (Long) from[i];
      }
    }
  },
  /** Microseconds since 1970-01-01T00:00Z. */
  TIMESTAMP(8) {
    @Override
    @SuppressWarnings("ReferenceEquality") // the same object again, as a run's time is in every row
    void read(Object[] from, int count, long[] to, int at) {
      Object last = null;
      long micros = 0;
      for (int i = 0; i < count; i++) {
        if (from[i] != last) {
          last = from[i];
          micros = micros(last);
        }
        to[at + i] = micros;
      }
    }

    private static long micros(Object value) {
      Instant time =
          value instanceof Instant instant ? instant : ((OffsetDateTime) value).toInstant();
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toMicros(1)),
          time.getNano() / 1000);
    }
  },
  DOUBLE(8) {
    @Override
    void read(Object[] from, int count, long[] to, int at) {
      for (int i = 0; i < count; i++) {
        to[at + i] = Double.doubleToRawLongBits((Double) from[i]);
      }
    }
  };

  private final int bytes;

  NumberKind(int bytes) {
    this.bytes = bytes;
  }

  /** How many bytes a value takes up in a file. */
  int bytes() {
    return bytes;
  }

  abstract void read(Object[] from, int count, long[] to, int at);

  /** Adds the bounds of some values, at least one, that are whole. */
  static void bounds(long[] values, int count, Statistics<?> statistics) {
    switch (statistics) {
      case IntStatistics ints -> {
        Bounds bounds = Bounds.of(values, count);
        ints.updateStats((int) bounds.least);
        ints.updateStats((int) bounds.greatest);
      }
      case LongStatistics longs -> {
        Bounds bounds = Bounds.of(values, count);
        longs.updateStats(bounds.least);
        longs.updateStats(bounds.greatest);
      }
      default -> throw new IllegalArgumentException("no whole numbers: " + statistics.type());
    }
  }

  private record Bounds(long least, long greatest) {
    static Bounds of(long[] values, int count) {
      long least = Long.MAX_VALUE;
      long greatest = Long.MIN_VALUE;
      for (int i = 0; i < count; i++) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
      return new Bounds(least, greatest);
    }
  }
}
