/** The service that turns processed data and live clicks into features of customers. */
@NullMarked
package io.tidewatch.feature;

import org.jspecify.annotations.NullMarked;
