/** Brings processed tables and marts up to date with what has landed in the raw tables. */
@NullMarked
package io.tidewatch.etl;

import org.jspecify.annotations.NullMarked;
