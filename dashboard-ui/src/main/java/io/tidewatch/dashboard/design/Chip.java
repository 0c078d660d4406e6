package io.tidewatch.dashboard.design;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.Sentiment;

/** A state told by colour, icon and text together. */
public class Chip extends Span {

  /** The meanings that colours have on all pages. */
  public enum Tone {
    GOOD,
    NOTICE,
    WARNING,
    BAD,
    NEUTRAL;

    /** The CSS class. */
    public String css() {
      return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A chip with these three. */
  public Chip(String text, VaadinIcon icon, Tone tone) {
    addClassNames("chip", tone.css());
    add(icon.create());
    add(new Span(text));
  }

  /** The chip of a churn band. */
  public static Chip of(ChurnBand band) {
    return switch (band) {
      case HIGH -> new Chip("High risk", VaadinIcon.WARNING, Tone.BAD);
      case MEDIUM -> new Chip("Medium risk", VaadinIcon.MINUS_CIRCLE, Tone.WARNING);
      case LOW -> new Chip("Low risk", VaadinIcon.CHECK_CIRCLE, Tone.GOOD);
    };
  }

  /** The tone of a sentiment class. */
  public static Tone tone(Sentiment sentiment) {
    return switch (sentiment) {
      case VERY_NEGATIVE -> Tone.BAD;
      case NEGATIVE -> Tone.WARNING;
      case NEUTRAL -> Tone.NEUTRAL;
      case POSITIVE, VERY_POSITIVE -> Tone.GOOD;
    };
  }

  /** The tone of a churn band. */
  public static Tone tone(ChurnBand band) {
    return switch (band) {
      case HIGH -> Tone.BAD;
      case MEDIUM -> Tone.WARNING;
      case LOW -> Tone.GOOD;
    };
  }

  /** The theme colour of a sentiment class in charts. */
  public static String colour(Sentiment sentiment) {
    return "var:--tw-sentiment-" + sentiment.stars();
  }

  /** The theme colour of a churn band in charts. */
  public static String colour(ChurnBand band) {
    return "var:--tw-band-" + band.wireName();
  }
}
