package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.ClickType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A click history as bytes: a version, then 29 bytes a click. */
final class ClickHistorySerde implements Serde<ClickHistory> {
  private static final byte VERSION = 1;
  private static final int CLICK_BYTES = Long.BYTES * 2 + 1 + Integer.BYTES * 2 + Float.BYTES;
  private static final ClickType[] TYPES = ClickType.values();

  @Override
  public Serializer<ClickHistory> serializer() {
    return (topic, history) -> write(history);
  }

  @Override
  public Deserializer<ClickHistory> deserializer() {
    return (topic, bytes) -> read(bytes);
  }

  private static byte @Nullable [] write(@Nullable ClickHistory history) {
    if (history == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(1 + history.clicks().size() * CLICK_BYTES);
    buffer.put(VERSION);
    for (Click click : history.clicks()) {
      buffer
          .putLong(click.at())
          .putLong(click.id())
          .put((byte) click.type().ordinal())
          .putInt(click.product())
          .putInt(click.category())
          .putFloat(click.price());
    }
    return buffer.array();
  }

  private static @Nullable ClickHistory read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "click history has version %d, this service reads %d: reset the application"
              .formatted(version, VERSION));
    }
    List<Click> clicks = new ArrayList<>(buffer.remaining() / CLICK_BYTES);
    while (buffer.hasRemaining()) {
      clicks.add(
          new Click(
              buffer.getLong(),
              buffer.getLong(),
              TYPES[buffer.get()],
              buffer.getInt(),
              buffer.getInt(),
              buffer.getFloat()));
    }
    return new ClickHistory(clicks);
  }
}
