/** Real back ends for the tests of every module: PostgreSQL, a KRaft broker, signed tokens. */
@NullMarked
package io.tidewatch.testing;

import org.jspecify.annotations.NullMarked;
