/**
 * Events and texts over HTTP: each item is checked on its own, and an answer says accepted only
 * what Kafka has.
 */
@NullMarked
package io.tidewatch.ingestion.events;

import org.jspecify.annotations.NullMarked;
