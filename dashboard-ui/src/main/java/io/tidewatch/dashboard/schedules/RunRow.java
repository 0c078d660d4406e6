package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One run of a schedule in a line. */
final class RunRow extends Div {
  private final Span when = new Span();

  RunRow(
      ScheduledRun run,
      boolean operator,
      Consumer<ScheduledRun> follow,
      BiConsumer<ScheduledRun, String> change,
      Consumer<ScheduledRun> report) {
    addClassName("schedule-run");
    add(ScheduleStatus.chip(run.status()));
    if (run.late()) {
      add(new Chip("Late", VaadinIcon.CLOCK, Tone.WARNING));
    }
    when.addClassName("card-subtitle");
    tell(run);
    add(when);
    add(button("Log", () -> follow.accept(run), run));
    if (run.report().isPresent()) {
      add(button("Report", () -> report.accept(run), run));
    }
    if (operator && !run.ended()) {
      add(button("Cancel", () -> change.accept(run, "cancel"), run));
    } else if (operator && run.repeatable()) {
      add(button("Retry", () -> change.accept(run, "retry"), run));
    }
  }

  /** Everything about a run that its row is made of; only {@link #tell} follows the rest. */
  static String look(ScheduledRun run) {
    return run.id() + run.status() + run.late() + run.report();
  }

  /** Says when it ran, and for how long. */
  void tell(ScheduledRun run) {
    when.setText(
        "%s · %s%s"
            .formatted(
                Format.shortMinute(run.logicalAt()),
                run.trigger().toLowerCase(Locale.ROOT),
                run.startedAt() == null ? "" : " · " + Format.span(took(run))));
  }

  private static Duration took(ScheduledRun run) {
    Instant end = run.endedAt() == null ? Instant.now() : run.endedAt();
    return run.startedAt() == null ? Duration.ZERO : Duration.between(run.startedAt(), end);
  }

  private static Button button(String text, Runnable action, ScheduledRun run) {
    Button button = new Button(text, e -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(text + " of the run of " + Format.shortMinute(run.logicalAt()));
    return button;
  }
}
