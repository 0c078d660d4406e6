/**
 * Files: received as a stream, kept as they came, and landed by a job that survives a crash and
 * loads a content once.
 */
@NullMarked
package io.tidewatch.ingestion.files;

import org.jspecify.annotations.NullMarked;
