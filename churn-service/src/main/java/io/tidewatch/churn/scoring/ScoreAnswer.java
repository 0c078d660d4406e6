package io.tidewatch.churn.scoring;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidewatch.contracts.events.ChurnScored;
import java.util.List;

/**
 * A score as REST answers it: the fields of {@link ChurnScored} and what was not known.
 *
 * @param missing features of the model that had no value
 */
record ScoreAnswer(@JsonUnwrapped ChurnScored score, List<String> missing) {}
