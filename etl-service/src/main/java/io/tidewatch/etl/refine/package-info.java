/** From raw to processed rows: standardised, checked, without duplicates, gaps filled by rule. */
@NullMarked
package io.tidewatch.etl.refine;

import org.jspecify.annotations.NullMarked;
