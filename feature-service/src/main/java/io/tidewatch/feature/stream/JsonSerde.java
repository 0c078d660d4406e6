package io.tidewatch.feature.stream;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON objects. */
public record JsonSerde<T>(JsonMapper json, Class<T> type) implements Serde<T> {

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : json.writeValueAsBytes(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : json.readValue(bytes, type);
  }
}
