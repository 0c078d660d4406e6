/** The page of schedules: what runs when, how it went, and the means to start and stop it. */
@NullMarked
package io.tidewatch.dashboard.schedules;

import org.jspecify.annotations.NullMarked;
