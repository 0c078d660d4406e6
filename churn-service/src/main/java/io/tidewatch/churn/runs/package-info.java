/** The runs of training and scoring, durable and visible over REST and Kafka. */
@NullMarked
package io.tidewatch.churn.runs;

import org.jspecify.annotations.NullMarked;
