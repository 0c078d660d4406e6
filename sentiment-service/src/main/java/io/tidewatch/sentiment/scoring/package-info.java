/** Scores texts: loads the model, batches by length over one predictor per core, answers REST. */
@NullMarked
package io.tidewatch.sentiment.scoring;

import org.jspecify.annotations.NullMarked;
