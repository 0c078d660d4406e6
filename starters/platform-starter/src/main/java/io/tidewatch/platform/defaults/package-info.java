/** Property defaults that every service starts from and may override. */
@NullMarked
package io.tidewatch.platform.defaults;

import org.jspecify.annotations.NullMarked;
