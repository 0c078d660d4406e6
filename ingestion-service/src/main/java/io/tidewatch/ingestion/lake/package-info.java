/**
 * The lake as its operator sees it: tables and their history, upkeep on a schedule or by hand,
 * checks, and the erasure of a customer with a receipt.
 */
@NullMarked
package io.tidewatch.ingestion.lake;

import org.jspecify.annotations.NullMarked;
