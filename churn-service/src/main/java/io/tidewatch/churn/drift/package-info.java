/** How far the data of today is from the data that a model was trained on. */
@NullMarked
package io.tidewatch.churn.drift;

import org.jspecify.annotations.NullMarked;
