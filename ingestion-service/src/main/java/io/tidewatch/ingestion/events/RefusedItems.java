package io.tidewatch.ingestion.events;

import io.tidewatch.platform.kafka.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.JsonNode;

/** The items of a request that are not taken: why, for the sender, and as they are kept. */
final class RefusedItems {
  private final ItemReading reading;
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();

  RefusedItems(ItemReading reading) {
    this.reading = reading;
  }

  void add(ItemBodies.Broken line) {
    rejections.add(line.rejection());
    keep(line.line(), "malformed-json", line.rejection());
  }

  void add(JsonNode item, Rejection why) {
    rejections.add(why);
    reading.refused(item).forEach(node -> keep(node.toString(), "invalid", why));
  }

  private void keep(String text, String kind, Rejection why) {
    letters.add(new DeadLetter(reading.topic(), text, kind, why.field(), why.reason(), sender()));
  }

  private static String sender() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller == null ? "" : caller.getName();
  }

  List<Rejection> rejections() {
    return rejections;
  }

  List<DeadLetter> letters() {
    return letters;
  }
}
