/** Scored texts become the features of the view text. */
@NullMarked
package io.tidewatch.feature.text;

import org.jspecify.annotations.NullMarked;
