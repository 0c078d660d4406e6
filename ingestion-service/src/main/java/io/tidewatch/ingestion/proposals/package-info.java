/** Proposes the description of a data set from a file that nothing describes yet. */
@NullMarked
package io.tidewatch.ingestion.proposals;

import org.jspecify.annotations.NullMarked;
