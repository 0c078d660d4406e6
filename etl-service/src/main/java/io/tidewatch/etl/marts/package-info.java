/** The published tables of the marts schema: what is in them, and how they are replaced. */
@NullMarked
package io.tidewatch.etl.marts;

import org.jspecify.annotations.NullMarked;
