package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ReviewReceived;
import io.tidewatch.contracts.events.TextKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads reviews and complaints from JSON. */
@Component
class ReviewReading {
  private static final int ID = 200;
  private static final int TEXT = 100_000;

  ReviewReceived read(JsonNode item, Instant receivedAt) {
    ItemFields fields = new ItemFields(item);
    String textId = fields.text("textId", ID);
    return new ReviewReceived(
        textId == null || textId.isBlank() ? UUID.randomUUID().toString() : textId,
        kind(fields.text("kind", ID)),
        fields.text("customerId", ID),
        fields.text("language", 12),
        fields.requiredText("text", TEXT),
        fields.whole("stars", 1, 5),
        fields.text("productId", ID),
        fields.instant("writtenAt"),
        receivedAt);
  }

  private static TextKind kind(@org.jspecify.annotations.Nullable String name) {
    try {
      return name == null ? TextKind.REVIEW : TextKind.of(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException("kind", "The kind is review or complaint.");
    }
  }
}
