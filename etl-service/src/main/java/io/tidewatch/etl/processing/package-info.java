/** Pure transformations from raw rows to processed rows. */
@NullMarked
package io.tidewatch.etl.processing;

import org.jspecify.annotations.NullMarked;
