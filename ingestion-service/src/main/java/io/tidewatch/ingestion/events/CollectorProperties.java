package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.ClickType;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the collector takes at once.
 *
 * @param maxRequestSize largest body, unpacked; a larger one is answered with 413
 * @param maxInFlight bytes of all bodies, as far as they have come; beyond it the answer is 429
 * @param maxRequests requests at once whose body is there; beyond it the answer is 429
 * @param admission how long a request waits to be let in before the answer is 429; callers who come
 *     again at once would otherwise take the processors from those who were let in
 * @param maxItems most items of a body
 * @param patience how long a body may take to come, beyond it the answer is 408; and how long a
 *     request waits for Kafka before the answer is 503
 * @param apps write key of each app that may send events without a token
 * @param trackNames click type of further event names of Segment track calls
 */
@Validated
@ConfigurationProperties("tidewatch.ingestion.events")
record CollectorProperties(
    @DefaultValue("4MB") DataSize maxRequestSize,
    @DefaultValue("24MB") DataSize maxInFlight,
    @Min(1) @DefaultValue("256") int maxRequests,
    @DefaultValue("200ms") Duration admission,
    @Min(1) @DefaultValue("20000") int maxItems,
    @DefaultValue("30s") Duration patience,
    @DefaultValue Map<String, String> apps,
    @DefaultValue Map<String, ClickType> trackNames) {}
