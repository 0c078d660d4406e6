/** Rejected rows with their reasons, for whoever repairs them. */
@NullMarked
package io.tidewatch.ingestion.quarantine;

import org.jspecify.annotations.NullMarked;
