/** Training sets: point-in-time rows as lake tables of their own. */
@NullMarked
package io.tidewatch.feature.training;

import org.jspecify.annotations.NullMarked;
