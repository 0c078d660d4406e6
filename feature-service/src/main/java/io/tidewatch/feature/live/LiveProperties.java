package io.tidewatch.feature.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the live path remembers.
 *
 * @param kept live clicks older than a customer's newest by more than this are forgotten; later
 *     ones are too late to count
 * @param clicksPerCustomer most live clicks remembered of one customer, 29 bytes each
 * @param forgottenAfter a customer without clicks for this long is forgotten
 */
@Validated
@ConfigurationProperties("tidewatch.feature.live")
record LiveProperties(
    @NotNull @DefaultValue("24h") Duration kept,
    @Min(1) @Max(100_000) @DefaultValue("256") int clicksPerCustomer,
    @NotNull @DefaultValue("72h") Duration forgottenAfter) {}
