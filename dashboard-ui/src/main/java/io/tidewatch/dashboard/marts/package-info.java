/** Read-only figures from the published marts. */
@NullMarked
package io.tidewatch.dashboard.marts;

import org.jspecify.annotations.NullMarked;
