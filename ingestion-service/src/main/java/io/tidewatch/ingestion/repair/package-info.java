/** Repairs of rejected rows: what to change, what would come of it, and the runs that load them. */
@NullMarked
package io.tidewatch.ingestion.repair;

import org.jspecify.annotations.NullMarked;
