/** Types the cells of a record and checks them against the data set's description. */
@NullMarked
package io.tidewatch.ingestion.typing;

import org.jspecify.annotations.NullMarked;
