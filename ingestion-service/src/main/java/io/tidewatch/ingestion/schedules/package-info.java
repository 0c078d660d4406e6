/** Jobs in their order, started by time, by landed rows or by hand. */
@NullMarked
package io.tidewatch.ingestion.schedules;

import org.jspecify.annotations.NullMarked;
