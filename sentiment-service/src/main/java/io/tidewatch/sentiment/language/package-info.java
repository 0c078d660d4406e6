/** Guesses the language of a text whose writer did not say. */
@NullMarked
package io.tidewatch.sentiment.language;

import org.jspecify.annotations.NullMarked;
