/** The names of all metrics of this service. */
@NullMarked
package io.tidewatch.ingestion.metrics;

import org.jspecify.annotations.NullMarked;
