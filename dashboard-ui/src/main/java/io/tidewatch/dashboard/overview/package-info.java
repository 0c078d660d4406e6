/** The overview page: the company at a glance. */
@NullMarked
package io.tidewatch.dashboard.overview;

import org.jspecify.annotations.NullMarked;
