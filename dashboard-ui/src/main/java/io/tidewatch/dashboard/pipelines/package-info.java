/** Runs of all jobs, file uploads and quarantined rows. */
@NullMarked
package io.tidewatch.dashboard.pipelines;

import org.jspecify.annotations.NullMarked;
