/** Whole-path benchmarks against a running platform, each beside a named peer in the same run. */
@NullMarked
package io.tidewatch.benchmarks;

import org.jspecify.annotations.NullMarked;
