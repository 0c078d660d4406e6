/** Scores the rows of a file: kept until it is done, also across a restart. */
@NullMarked
package io.tidewatch.sentiment.files;

import org.jspecify.annotations.NullMarked;
