package io.tidewatch.ingestion.reading;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file, its cells as text and in the order of the data set's columns.
 *
 * @param position line of the file, row of a sheet or element of an array; all count from 1
 * @param cells one per column of the data set; null where the file has no value
 * @param flaw why the record could not be read; then the cells say nothing
 * @param original gives the record as the file has it
 */
public record SourceRecord(
    long position, @Nullable String[] cells, @Nullable Flaw flaw, Supplier<String> original) {

  private static final @Nullable String[] NONE = {};

  static SourceRecord broken(long position, Flaw flaw, String original) {
    return new SourceRecord(position, NONE, flaw, () -> original);
  }
}
