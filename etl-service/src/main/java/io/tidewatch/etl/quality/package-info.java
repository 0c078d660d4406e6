/** What each run finds out about the quality of the processed tables. */
@NullMarked
package io.tidewatch.etl.quality;

import org.jspecify.annotations.NullMarked;
