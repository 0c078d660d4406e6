/**
 * Lands the click topic in the raw table, each record once: the next offset is a property of the
 * table and moves in the transaction that adds the rows.
 */
@NullMarked
package io.tidewatch.ingestion.lander;

import org.jspecify.annotations.NullMarked;
