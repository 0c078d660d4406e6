/** When the ETL runs, what a run does in which order, and what became of it. */
@NullMarked
package io.tidewatch.etl.run;

import org.jspecify.annotations.NullMarked;
