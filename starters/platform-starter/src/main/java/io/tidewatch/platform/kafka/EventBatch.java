package io.tidewatch.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.converter.ConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events at the head of a polled batch, up to the first record that cannot be read. The error
 * handler commits what stands before a failed record as done; so a listener works these events off
 * first, and only then {@linkplain #reportUnreadable() reports} that record. It goes to the
 * dead-letter topic, and what stands behind it is delivered again.
 *
 * @param events without the records that have no value
 * @param unreadable the record that cannot be read, if there is one
 */
public record EventBatch<E>(List<E> events, @Nullable BatchListenerFailedException unreadable) {

  /** Reads the records as JSON of the type. */
  public static <E> EventBatch<E> read(
      List<ConsumerRecord<String, String>> records, Class<E> type, JsonMapper json) {
    List<E> events = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      String value = records.get(i).value();
      if (value == null) {
        continue;
      }
      try {
        events.add(json.readValue(value, type));
      } catch (JacksonException e) {
        String reason = "record is no " + type.getSimpleName();
        // no retry can save it: a conversion failure goes to the dead letters at once
        return new EventBatch<>(
            events,
            new BatchListenerFailedException(reason, new ConversionException(reason, e), i));
      }
    }
    return new EventBatch<>(events, null);
  }

  /**
   * Returns if all records could be read.
   *
   * @throws BatchListenerFailedException naming the record that could not
   */
  public void reportUnreadable() {
    if (unreadable != null) {
      throw unreadable;
    }
  }
}
