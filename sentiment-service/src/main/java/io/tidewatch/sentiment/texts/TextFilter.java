package io.tidewatch.sentiment.texts;

import io.tidewatch.contracts.events.Sentiment;
import io.tidewatch.contracts.events.TextKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which texts to list; null admits all.
 *
 * @param customer who wrote them
 * @param sentiment the class they have
 * @param kind reviews or complaints
 * @param language ISO 639-1 as declared
 */
record TextFilter(
    @Nullable String customer,
    @Nullable Sentiment sentiment,
    @Nullable TextKind kind,
    @Nullable String language) {

  static TextFilter ofCustomer(String customer) {
    return new TextFilter(customer, null, null, null);
  }

  String condition() {
    List<String> conditions = new ArrayList<>(List.of("true"));
    parameters().keySet().forEach(name -> conditions.add(name + " = :" + name));
    return String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    if (customer != null) {
      parameters.put("customer_id", customer);
    }
    if (sentiment != null) {
      parameters.put("stars", sentiment.stars());
    }
    if (kind != null) {
      parameters.put("kind", kind.wireName());
    }
    if (language != null) {
      parameters.put("language", language);
    }
    return parameters;
  }
}
