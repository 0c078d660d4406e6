/** Loading files and landing events beside tools that are made for it. */
@NullMarked
package io.tidewatch.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
