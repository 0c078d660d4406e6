/**
 * Reads files of any known format as a stream of records with flat memory: CSV and its kin, JSON,
 * JSON lines and spreadsheets.
 */
@NullMarked
package io.tidewatch.ingestion.reading;

import org.jspecify.annotations.NullMarked;
