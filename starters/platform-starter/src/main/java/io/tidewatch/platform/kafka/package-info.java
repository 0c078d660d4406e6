/** Kafka defaults: all topics, durable producers, bounded retries, dead letters, typed events. */
@NullMarked
package io.tidewatch.platform.kafka;

import org.jspecify.annotations.NullMarked;
