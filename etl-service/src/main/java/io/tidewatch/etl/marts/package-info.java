/** The published figures: computed from processed rows, swapped into PostgreSQL as one. */
@NullMarked
package io.tidewatch.etl.marts;

import org.jspecify.annotations.NullMarked;
