/** The command line {@code ./tidewatch}: the whole platform on one machine. */
@NullMarked
package io.tidewatch.launcher;

import org.jspecify.annotations.NullMarked;
