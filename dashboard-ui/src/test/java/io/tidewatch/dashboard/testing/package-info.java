/** A whole platform around the dashboard for its tests: answers, figures and events by contract. */
@NullMarked
package io.tidewatch.dashboard.testing;

import org.jspecify.annotations.NullMarked;
