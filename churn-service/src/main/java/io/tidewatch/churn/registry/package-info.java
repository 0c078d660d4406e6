/** Which model versions exist, how good they are, and which one serves. */
@NullMarked
package io.tidewatch.churn.registry;

import org.jspecify.annotations.NullMarked;
