/** A real single-node KRaft broker from Maven artifacts, as a process of its own. */
@NullMarked
package io.tidewatch.launcher.kafka;

import org.jspecify.annotations.NullMarked;
