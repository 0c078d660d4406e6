package io.tidewatch.feature.live;

import io.tidewatch.contracts.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.transaction.TransactionException;

/**
 * Dead-letters a click that cannot be processed, so that it stops nobody else's; a database that is
 * away is no fault of the click: its processing is repeated.
 *
 * <p>Made by Kafka Streams from its class name, hence public.
 */
public class UnprocessableClicks implements ProcessingExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(UnprocessableClicks.class);

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception e) {
    if (e instanceof DataAccessException || e instanceof TransactionException) {
      log.atWarn().addKeyValue("reason", e.getMessage()).log("live features wait for the database");
      return Response.fail();
    }
    log.atError()
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .setCause(e)
        .log("click could not be processed, dead-lettered");
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetter(Topics.CLICKSTREAM_EVENTS),
            context.sourceRawKey(),
            context.sourceRawValue());
    letter
        .headers()
        .add(
            KafkaHeaders.DLT_EXCEPTION_MESSAGE,
            String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    return Response.resume(List.of(letter));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // nothing to configure
  }
}
