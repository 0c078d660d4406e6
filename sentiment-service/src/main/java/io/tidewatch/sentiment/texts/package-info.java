/** Keeps the sentiment of every review and complaint, and answers for a customer and for a page. */
@NullMarked
package io.tidewatch.sentiment.texts;

import org.jspecify.annotations.NullMarked;
