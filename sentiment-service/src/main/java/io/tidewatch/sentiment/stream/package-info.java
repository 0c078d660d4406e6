/** Scores what arrives on Kafka: each text is scored, stored and sent on before it is committed. */
@NullMarked
package io.tidewatch.sentiment.stream;

import org.jspecify.annotations.NullMarked;
