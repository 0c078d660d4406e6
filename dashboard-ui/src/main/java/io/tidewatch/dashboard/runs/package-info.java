/** The log of pipeline runs, kept from their events. */
@NullMarked
package io.tidewatch.dashboard.runs;

import org.jspecify.annotations.NullMarked;
