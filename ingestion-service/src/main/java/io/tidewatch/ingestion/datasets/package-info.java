/** The data sets that files can be loaded into, as callers see them. */
@NullMarked
package io.tidewatch.ingestion.datasets;

import org.jspecify.annotations.NullMarked;
