/** The runs of this service's jobs, as callers see them. */
@NullMarked
package io.tidewatch.feature.run;

import org.jspecify.annotations.NullMarked;
