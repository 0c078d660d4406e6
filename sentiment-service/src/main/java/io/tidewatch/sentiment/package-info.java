/** Tells what customers feel: five-class sentiment of reviews and complaints in many languages. */
@NullMarked
package io.tidewatch.sentiment;

import org.jspecify.annotations.NullMarked;
