/** A real PostgreSQL server from Maven artifacts, as a process of its own. */
@NullMarked
package io.tidewatch.launcher.postgres;

import org.jspecify.annotations.NullMarked;
