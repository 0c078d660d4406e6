/** Collects and lands files and events into the raw lake. */
@NullMarked
package io.tidewatch.ingestion;

import org.jspecify.annotations.NullMarked;
