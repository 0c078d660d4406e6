package io.tidewatch.sentiment.training;

import java.util.function.ToDoubleFunction;

/** The measures that are reported, with how people read them. */
enum Measure {
  /** Right stars. */
  EXACT("exact", Measures::exact),
  /** At most one star off. */
  WITHIN_ONE("within 1", Measures::withinOne),
  /** Mean F1 on negative, neutral, positive. */
  MACRO_F1("macro F1", Measures::macroF1),
  /** Expected calibration error. */
  CALIBRATION_ERROR("ECE", Measures::calibrationError);

  private final String title;
  private final ToDoubleFunction<Measures> value;

  Measure(String title, ToDoubleFunction<Measures> value) {
    this.title = title;
    this.value = value;
  }

  String title() {
    return title;
  }

  double of(Measures measures) {
    return value.applyAsDouble(measures);
  }
}
