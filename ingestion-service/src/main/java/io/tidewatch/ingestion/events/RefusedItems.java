package io.tidewatch.ingestion.events;

import io.tidewatch.platform.kafka.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.JsonNode;

/** The items of a request that are not taken: why, for the sender, and as they are kept. */
final class RefusedItems {
  private static final long MOST_TIMES = 8;
  private static final int LITTLE = 1_000;

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
    forms(item).forEach(text -> keep(text, "invalid", why));
  }

  /** What is kept of an item; the item itself if that would be many times what was sent. */
  private List<String> forms(JsonNode item) {
    String sent = item.toString();
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (JsonNode form : reading.refused(item)) {
      String text = form.toString();
      texts.add(text);
      length += text.length();
      if (length > MOST_TIMES * Math.max(LITTLE, sent.length())) {
        return List.of(sent);
      }
    }
    return texts;
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
