/** The page of data sets: those that are described, and a description for a new file. */
@NullMarked
package io.tidewatch.dashboard.datasets;

import org.jspecify.annotations.NullMarked;
