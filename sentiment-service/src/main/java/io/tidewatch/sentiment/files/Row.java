package io.tidewatch.sentiment.files;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param values by column; empty if the row could not be read
 * @param text to score; null if there is none
 * @param flaw why there is none
 */
record Row(SequencedMap<String, Object> values, @Nullable String text, @Nullable String flaw) {}
