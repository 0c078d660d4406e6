/** Forgets customers who were erased. */
@NullMarked
package io.tidewatch.churn.erasure;

import org.jspecify.annotations.NullMarked;
