/**
 * Training of the sentiment head over the frozen encoder, its evaluation per language, and the
 * model card; a command of its own that the running service never calls.
 */
@NullMarked
package io.tidewatch.sentiment.training;

import org.jspecify.annotations.NullMarked;
