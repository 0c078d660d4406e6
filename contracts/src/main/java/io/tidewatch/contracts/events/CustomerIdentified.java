package io.tidewatch.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site has told who a visitor is.
 *
 * @param eventId unique per call
 * @param customerId who it is; the record key
 * @param anonymousId the name under which clicks came before the visitor was known
 * @param traits what the site says about the customer, as it said it
 * @param createdAt when it happened, corrected as that of a click is
 * @param sentAt when the device sent it, by its own clock
 * @param receivedAt when the collector had it
 * @param deviceCreatedAt when it happened by the device's own clock; null if that is {@code
 *     createdAt}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CustomerIdentified(
    String eventId,
    String customerId,
    @Nullable String anonymousId,
    Map<String, Object> traits,
    Instant createdAt,
    @Nullable Instant sentAt,
    Instant receivedAt,
    @Nullable Instant deviceCreatedAt)
    implements TidewatchEvent {

  public CustomerIdentified {
    Fields.required("eventId", eventId);
    Fields.required("customerId", customerId);
    Fields.required("createdAt", createdAt);
    Fields.required("receivedAt", receivedAt);
    traits = traits == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(traits));
  }

  @Override
  public String topic() {
    return Topics.CUSTOMERS_IDENTIFIED;
  }

  @Override
  public String key() {
    return customerId;
  }
}
