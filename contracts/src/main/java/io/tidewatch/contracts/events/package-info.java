/**
 * Everything that travels between services as a Kafka message: one past-tense record a topic, with
 * its topic and key.
 */
@NullMarked
package io.tidewatch.contracts.events;

import org.jspecify.annotations.NullMarked;
