/** Errors leave every service as RFC 9457 problems with a stable type. */
@NullMarked
package io.tidewatch.platform.problem;

import org.jspecify.annotations.NullMarked;
