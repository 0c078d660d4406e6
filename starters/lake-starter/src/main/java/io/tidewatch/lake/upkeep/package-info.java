/**
 * Upkeep of tables without an engine: compaction, removal of orphans and of single rows, checks.
 * Each commits optimistically and gives way to writers.
 */
@NullMarked
package io.tidewatch.lake.upkeep;

import org.jspecify.annotations.NullMarked;
