package io.tidewatch.feature.training;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training set is to hold.
 *
 * @param view {@code customer} (its newest rows), {@code clickstream} or {@code text}
 * @param cutoffs for {@code clickstream} and {@code text}, the instants at which features are
 *     computed; by default those of the materialised view
 */
record TrainingSetRequest(
    @NotNull
        @Pattern(regexp = "customer|clickstream|text", message = "is customer, clickstream or text")
        String view,
    @Size(max = 24) @Nullable List<Instant> cutoffs) {}
