package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.ClickRecorded;
import org.jspecify.annotations.Nullable;

/**
 * A record of the click topic after reading.
 *
 * @param event null if the record is no click
 * @param original the record's value as it came; kept only for records that are no clicks
 */
record ReadClick(@Nullable ClickRecorded event, byte @Nullable [] original) {

  boolean poison() {
    return event == null;
  }

  ClickRecorded click() {
    if (event == null) {
      throw new IllegalStateException("a record that is no click went past the dead letters");
    }
    return event;
  }
}
