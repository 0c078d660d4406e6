/** Logs that never show who a customer is. */
@NullMarked
package io.tidewatch.platform.logging;

import org.jspecify.annotations.NullMarked;
