/** Runs: what was taken in, how far it is and what became of its rows. */
@NullMarked
package io.tidewatch.ingestion.runs;

import org.jspecify.annotations.NullMarked;
