/** The page on which rejected rows are looked at, mended and loaded. */
@NullMarked
package io.tidewatch.dashboard.quarantine;

import org.jspecify.annotations.NullMarked;
