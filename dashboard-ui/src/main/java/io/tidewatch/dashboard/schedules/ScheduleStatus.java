package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import java.util.Locale;

/** How states of scheduled runs and steps look. */
final class ScheduleStatus {
  private ScheduleStatus() {}

  static Tone tone(String status) {
    return switch (status) {
      case "SUCCEEDED" -> Tone.GOOD;
      case "FAILED" -> Tone.BAD;
      case "RUNNING", "QUEUED" -> Tone.NOTICE;
      case "CANCELLED" -> Tone.WARNING;
      default -> Tone.NEUTRAL;
    };
  }

  static VaadinIcon icon(String status) {
    return switch (status) {
      case "SUCCEEDED" -> VaadinIcon.CHECK_CIRCLE;
      case "FAILED" -> VaadinIcon.CLOSE_CIRCLE;
      case "RUNNING" -> VaadinIcon.REFRESH;
      case "QUEUED" -> VaadinIcon.HOURGLASS;
      case "CANCELLED" -> VaadinIcon.BAN;
      default -> VaadinIcon.MINUS_CIRCLE;
    };
  }

  static Chip chip(String status) {
    return new Chip(words(status), icon(status), tone(status));
  }

  static String words(String status) {
    return Format.words(status.toLowerCase(Locale.ROOT));
  }
}
