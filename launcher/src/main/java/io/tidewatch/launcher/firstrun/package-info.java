/** The first start: sample data goes in, and scores come out before the person is told to look. */
@NullMarked
package io.tidewatch.launcher.firstrun;

import org.jspecify.annotations.NullMarked;
