package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.ClickRecorded;
import io.tidewatch.platform.logging.Hashed;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads clicks; a record that is none goes on as poison with the reason in its headers. */
final class ClickReader extends ContextualProcessor<String, byte[], String, ReadClick> {
  private static final Logger log = LoggerFactory.getLogger(ClickReader.class);

  private final JsonMapper json;

  ClickReader(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      poison(record, value, "record has no value");
      return;
    }
    try {
      ClickRecorded click = json.readValue(value, ClickRecorded.class);
      if (click == null) {
        poison(record, value, "record is JSON null");
        return;
      }
      context().forward(record.withValue(new ReadClick(click, null)));
    } catch (JacksonException e) {
      poison(record, value, String.valueOf(e.getOriginalMessage()));
    }
  }

  private void poison(Record<String, byte[]> record, byte @Nullable [] value, String reason) {
    Headers headers = record.headers();
    add(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason);
    add(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, context().applicationId());
    context()
        .recordMetadata()
        .ifPresent(
            at -> {
              add(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, at.topic());
              add(headers, "tidewatch-original-partition", Integer.toString(at.partition()));
              add(headers, "tidewatch-original-offset", Long.toString(at.offset()));
            });
    log.atWarn()
        .addKeyValue("reason", reason)
        .addKeyValue("key", Hashed.id(record.key()))
        .log("record of the click topic is no click, dead-lettered");
    context().forward(record.withValue(new ReadClick(null, value)));
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
