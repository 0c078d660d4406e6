/** Forgets customers who were erased. */
@NullMarked
package io.tidewatch.feature.erasure;

import org.jspecify.annotations.NullMarked;
