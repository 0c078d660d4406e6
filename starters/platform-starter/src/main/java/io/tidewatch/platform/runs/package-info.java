/** Pipeline runs are reported as OpenLineage events. */
@NullMarked
package io.tidewatch.platform.runs;

import org.jspecify.annotations.NullMarked;
