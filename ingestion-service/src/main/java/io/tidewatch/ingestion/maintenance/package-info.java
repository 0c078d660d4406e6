/** Keeps the tables that this service writes small where frequent commits would make them grow. */
@NullMarked
package io.tidewatch.ingestion.maintenance;

import org.jspecify.annotations.NullMarked;
