/**
 * Scores of customers: single over REST, live from Kafka, all of them after new data or a new
 * champion.
 */
@NullMarked
package io.tidewatch.churn.scoring;

import org.jspecify.annotations.NullMarked;
