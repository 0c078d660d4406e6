/** The lake: its catalogue, and tables made and evolved from data-set descriptions. */
@NullMarked
package io.tidewatch.lake;

import org.jspecify.annotations.NullMarked;
