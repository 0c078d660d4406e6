package io.tidewatch.ingestion.events;

/**
 * An item that is not taken.
 *
 * @param index its place in the body, from 0
 * @param field the field at fault; empty if it is the whole item
 */
record Rejection(int index, String reason, String field) {}
