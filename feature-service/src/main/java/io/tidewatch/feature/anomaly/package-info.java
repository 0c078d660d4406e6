/** The rate of clicks is watched: a minute far from the usual rate is an anomaly. */
@NullMarked
package io.tidewatch.feature.anomaly;

import org.jspecify.annotations.NullMarked;
