/** What happens right now: clicks and scores as they pass through Kafka. */
@NullMarked
package io.tidewatch.dashboard.live;

import org.jspecify.annotations.NullMarked;
