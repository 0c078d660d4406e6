/** One lazy SparkSession a service, with the lake as its catalogue. */
@NullMarked
package io.tidewatch.spark;

import org.jspecify.annotations.NullMarked;
