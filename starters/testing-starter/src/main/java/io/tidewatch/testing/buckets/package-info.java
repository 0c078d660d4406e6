/** An object store inside the test JVM that speaks Google Cloud Storage's JSON API. */
@NullMarked
package io.tidewatch.testing.buckets;

import org.jspecify.annotations.NullMarked;
