package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.ScheduledRun;
import io.tidewatch.dashboard.services.ScheduledRun.LogLine;
import java.util.List;

/** The steps of a run and what it has told. */
final class RunLog extends Div {
  RunLog() {
    addClassName("stack");
  }

  void clear() {
    removeAll();
  }

  void show(ScheduledRun run) {
    removeAll();
    add(new H3("Steps of the run of " + Format.shortMinute(run.logicalAt())));
    for (ScheduledRun.Step step : run.steps()) {
      String tries = step.attempts() > 1 ? ", %d tries".formatted(step.attempts()) : "";
      String said = step.message() == null ? "" : ": " + step.message();
      Div row = new Div(ScheduleStatus.chip(step.status()), new Span(step.name() + tries + said));
      row.addClassName("schedule-run");
      add(row);
    }
    Div lines = new Div();
    lines.addClassName("run-log");
    List<LogLine> log = run.log();
    if (log != null) {
      for (LogLine line : log) {
        String step = line.step() == null ? "" : line.step() + " ";
        lines.add(new Div(Format.second(line.at()) + "  " + step + line.message()));
      }
    }
    add(lines);
  }
}
