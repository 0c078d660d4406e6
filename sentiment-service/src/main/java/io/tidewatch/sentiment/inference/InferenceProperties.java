package io.tidewatch.sentiment.inference;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Open Inference Protocol.
 *
 * @param modelName under which the model that serves is found
 * @param maxTexts most texts in one request
 */
@Validated
@ConfigurationProperties("tidewatch.sentiment.inference")
record InferenceProperties(
    @NotBlank @DefaultValue("sentiment") String modelName,
    @Min(1) @DefaultValue("1000") int maxTexts) {}
