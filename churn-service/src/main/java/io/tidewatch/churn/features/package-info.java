/**
 * The two models, the features that each sees, and rows of them from the lake or from
 * feature-service.
 */
@NullMarked
package io.tidewatch.churn.features;

import org.jspecify.annotations.NullMarked;
