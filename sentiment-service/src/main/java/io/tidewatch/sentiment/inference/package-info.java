/** The Open Inference Protocol, version 2: scores for callers that know KServe or Triton. */
@NullMarked
package io.tidewatch.sentiment.inference;

import org.jspecify.annotations.NullMarked;
