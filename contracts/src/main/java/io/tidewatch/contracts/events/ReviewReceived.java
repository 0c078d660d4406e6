package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A review or complaint text that waits for its sentiment.
 *
 * @param textId unique per text; a second record with the same id replaces the first
 * @param customerId who wrote it; null if unknown, then the text id is the key
 * @param language ISO 639-1 as declared by the source; null if not declared
 * @param stars 1..5 as given by the customer; null if not given
 * @param writtenAt when the customer wrote it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReviewReceived(
    String textId,
    TextKind kind,
    @Nullable String customerId,
    @Nullable String language,
    String text,
    @Nullable Integer stars,
    @Nullable String productId,
    @Nullable Instant writtenAt,
    Instant receivedAt)
    implements TidewatchEvent {

  public ReviewReceived {
    Fields.required("textId", textId);
    Fields.required("kind", kind);
    Fields.required("text", (Object) text);
    Fields.required("receivedAt", receivedAt);
  }

  @Override
  public String topic() {
    return Topics.REVIEWS_RECEIVED;
  }

  @Override
  public String key() {
    return customerId == null ? textId : customerId;
  }
}
