package io.tidewatch.dashboard.customers;

import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.marts.CustomerRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A customer's score with what the marts say of them. */
record CustomerRow(ChurnScored score, @Nullable CustomerRecord known) {

  String customerId() {
    return score.customerId();
  }

  /** The id as a path segment. */
  String path() {
    return path(customerId());
  }

  static String path(String customerId) {
    return URLEncoder.encode(customerId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String topDriver() {
    return score.contributions().stream()
        .filter(c -> c.contribution() > 0)
        .findFirst()
        .map(c -> Format.words(c.feature()) + ": " + c.value())
        .orElse(Format.UNKNOWN);
  }

  String country() {
    return known == null ? Format.UNKNOWN : Format.country(known.country());
  }

  String contract() {
    return known == null || known.contract() == null ? Format.UNKNOWN : known.contract();
  }

  String revenue() {
    return known == null ? Format.UNKNOWN : Format.money(known.revenue());
  }

  /** What a narrow screen shows below the id. */
  String summary() {
    return contract() + " · " + country();
  }
}
