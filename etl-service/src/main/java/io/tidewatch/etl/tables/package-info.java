/** The lake tables of this service: raw ones read at a snapshot, processed ones replaced whole. */
@NullMarked
package io.tidewatch.etl.tables;

import org.jspecify.annotations.NullMarked;
