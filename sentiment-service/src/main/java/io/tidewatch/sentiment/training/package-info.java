/**
 * Fine-tuning of encoder and head, evaluation per language, and the model card; commands of their
 * own that the running service never calls.
 */
@NullMarked
package io.tidewatch.sentiment.training;

import org.jspecify.annotations.NullMarked;
