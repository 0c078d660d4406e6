/**
 * What files and live events share on their way into the lake: rows with their provenance, rejected
 * rows with their reason, and the marks that make a landing happen once.
 */
@NullMarked
package io.tidewatch.ingestion.landing;

import org.jspecify.annotations.NullMarked;
