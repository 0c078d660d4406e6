/** Throughput and steadiness of the sentiment service under many clients with a text each. */
@NullMarked
package io.tidewatch.benchmarks.sentiment;

import org.jspecify.annotations.NullMarked;
