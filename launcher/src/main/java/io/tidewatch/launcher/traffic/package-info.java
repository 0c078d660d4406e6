/** Live clicks at a steady rate, through the click collector. */
@NullMarked
package io.tidewatch.launcher.traffic;

import org.jspecify.annotations.NullMarked;
