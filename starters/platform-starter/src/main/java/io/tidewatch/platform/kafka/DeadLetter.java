package io.tidewatch.platform.kafka;

import io.tidewatch.contracts.events.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What was sent in to become an event of a topic and cannot be one, on its way to the topic's
 * dead-letter topic, with the reason in its headers.
 *
 * @param topic of the events
 * @param value as it was sent; only the first {@link #LONGEST} characters are kept
 * @param kind class of the fault, for example {@code malformed-json}
 * @param field at fault; empty if it is the whole
 * @param reason what is wrong, for people
 * @param sender the app or user that sent it
 */
public record DeadLetter(
    String topic, String value, String kind, String field, String reason, String sender) {
  public static final String KIND = "tidewatch-class";
  public static final String FIELD = "tidewatch-field";
  public static final String REASON = "tidewatch-reason";

  /** Only letters that were never in the topic itself name their sender. */
  public static final String SENDER = "tidewatch-sender";

  /** Well below the megabyte that a broker takes, whatever the characters are. */
  public static final int LONGEST = 200_000;

  ProducerRecord<String, String> toRecord() {
    ProducerRecord<String, String> letter =
        new ProducerRecord<>(
            Topics.deadLetter(topic),
            value.length() <= LONGEST ? value : value.substring(0, LONGEST));
    add(letter.headers(), KIND, kind);
    add(letter.headers(), FIELD, field);
    add(letter.headers(), REASON, reason);
    add(letter.headers(), SENDER, sender);
    return letter;
  }

  /** Adds a header of a letter. */
  public static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A header of a letter; null if it has none of the name. */
  public static @Nullable String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
