/** Runs: who asked for them, how far they are, how they end and who is told. */
@NullMarked
package io.tidewatch.etl.run;

import org.jspecify.annotations.NullMarked;
