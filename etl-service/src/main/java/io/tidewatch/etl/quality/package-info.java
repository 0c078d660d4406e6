/** Checks of processed data, measured in every run. */
@NullMarked
package io.tidewatch.etl.quality;

import org.jspecify.annotations.NullMarked;
