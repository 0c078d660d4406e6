package io.tidewatch.ingestion.events;

import io.tidewatch.contracts.events.TidewatchEvent;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the items of requests of a kind. */
interface ItemReading {
  /** The topic of the events; what is refused goes to its dead-letter topic. */
  String topic();

  /**
   * The events in an item.
   *
   * @throws InvalidFieldException naming the field and what is wrong with it
   */
  List<? extends TidewatchEvent> events(JsonNode item);

  /** What is kept of an item that is refused, in the form in which it can be mended. */
  List<? extends JsonNode> refused(JsonNode item);
}
