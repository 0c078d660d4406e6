package io.tidewatch.dashboard.pipelines;

import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.dashboard.design.Chip.Tone;

/**
 * How a state looks.
 *
 * @param icon a name of Vaadin's icon set
 */
record RunStatus(String label, String icon, Tone tone) {
  static RunStatus of(State state) {
    return switch (state) {
      case START -> new RunStatus("Started", "vaadin:play-circle-o", Tone.NOTICE);
      case RUNNING -> new RunStatus("Running", "vaadin:refresh", Tone.NOTICE);
      case COMPLETE -> new RunStatus("Succeeded", "vaadin:check-circle", Tone.GOOD);
      case ABORT -> new RunStatus("Cancelled", "vaadin:minus-circle", Tone.NEUTRAL);
      case FAIL -> new RunStatus("Failed", "vaadin:close-circle", Tone.BAD);
    };
  }
}
