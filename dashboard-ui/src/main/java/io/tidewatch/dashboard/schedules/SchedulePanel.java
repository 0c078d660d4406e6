package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.ScheduleState;
import io.tidewatch.dashboard.services.ScheduledRun;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The chosen schedule: what can be done with it, its newest runs, the log of one of them. */
final class SchedulePanel extends Div {
  private static final int RUNS = 10;

  private final Background background;
  private final IngestionClient ingestion;
  private final boolean operator;
  private final Runnable changed;
  private final H2 title = new H2();
  private final Button pause = new Button();
  private final Paragraph message = new Paragraph();
  private final Div runs = new Div();
  private final RunLog log = new RunLog();
  private List<String> shownRuns = List.of();
  private List<RunRow> rows = List.of();
  private Runnable closed = () -> {};
  private @Nullable ScheduleState shown;
  private @Nullable String followed;

  SchedulePanel(
      Background background, IngestionClient ingestion, boolean operator, Runnable changed) {
    this.background = background;
    this.ingestion = ingestion;
    this.operator = operator;
    this.changed = changed;
    addClassNames("card", "run-panel", "schedule-panel");
    Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> close());
    close.addThemeVariants(ButtonVariant.TERTIARY);
    close.setAriaLabel("Close details");
    Div head = new Div(title, close);
    head.addClassName("card-head");
    message.getElement().setAttribute("role", "status");
    message.addClassName("run-message");
    message.setVisible(false);
    runs.addClassName("stack");
    add(head);
    if (operator) {
      add(controls());
    }
    add(message, new H3("Runs"), runs, log);
    setVisible(false);
  }

  void onClose(Runnable listener) {
    closed = listener;
  }

  void open(@Nullable ScheduleState schedule) {
    shown = schedule;
    followed = null;
    log.clear();
    message.setVisible(false);
    setVisible(schedule != null);
    if (schedule != null) {
      draw(schedule);
      loadRuns(schedule.name());
    }
  }

  private void close() {
    open(null);
    closed.run();
  }

  /** Shows the newest state of the schedule and of the run that is looked at. */
  void refresh(List<ScheduleState> all) {
    ScheduleState old = shown;
    if (old == null) {
      return;
    }
    all.stream()
        .filter(schedule -> schedule.name().equals(old.name()))
        .findFirst()
        .ifPresent(
            now -> {
              shown = now;
              draw(now);
              loadRuns(now.name());
            });
  }

  private void draw(ScheduleState schedule) {
    title.setText(schedule.name());
    pause.setText(schedule.paused() ? "Resume" : "Pause");
    pause.setIcon((schedule.paused() ? VaadinIcon.PLAY : VaadinIcon.PAUSE).create());
  }

  private Div controls() {
    Button run =
        new Button(
            "Run now",
            VaadinIcon.PLAY_CIRCLE.create(),
            e ->
                act(
                    schedule -> ingestion.runSchedule(schedule.name()),
                    started -> {
                      followed = started.id();
                      return "Run asked for.";
                    }));
    run.addThemeVariants(ButtonVariant.PRIMARY);
    pause.addClickListener(
        e ->
            act(
                schedule ->
                    ingestion.changeSchedule(
                        schedule.name(), schedule.paused() ? "resume" : "pause"),
                now -> now.paused() ? "Paused; runs by hand go on." : "Goes on."));
    BackfillForm backfill =
        new BackfillForm(
            period ->
                act(
                    schedule -> ingestion.backfill(schedule.name(), period),
                    done ->
                        "%d runs queued, %d times had one already."
                            .formatted(done.queued(), done.present())));
    Div buttons = new Div(run, pause);
    buttons.addClassName("filters");
    Div controls = new Div(buttons, backfill);
    controls.addClassName("stack");
    return controls;
  }

  private <T> void act(ScheduleAction<T> action, Function<T, String> told) {
    ScheduleState schedule = shown;
    if (schedule != null) {
      call(() -> action.on(schedule), told);
    }
  }

  private interface ScheduleAction<T> {
    T on(ScheduleState schedule);
  }

  private <T> void call(Callable<T> action, Function<T, String> told) {
    background.load(
        this,
        action,
        answer -> {
          say(told.apply(answer));
          changed.run();
        },
        failure -> say("Not done: " + Failure.of(failure).detail()));
  }

  private void say(String text) {
    message.setText(text);
    message.setVisible(true);
  }

  private void loadRuns(String schedule) {
    String run = followed;
    background.load(
        this,
        () -> ingestion.scheduledRuns(schedule, RUNS).items(),
        this::showRuns,
        failure -> say("Runs cannot be read right now: " + Failure.of(failure).detail()));
    if (run != null) {
      background.load(
          this,
          () -> ingestion.scheduledRun(run),
          log::show,
          failure -> say("The log cannot be read right now: " + Failure.of(failure).detail()));
    }
  }

  /** Rows stay where nothing but time has gone by, so that no click is lost. */
  private void showRuns(List<ScheduledRun> found) {
    List<String> look = found.stream().map(RunRow::look).toList();
    if (look.equals(shownRuns) && !found.isEmpty()) {
      for (int i = 0; i < found.size(); i++) {
        rows.get(i).tell(found.get(i));
      }
      return;
    }
    shownRuns = look;
    rows =
        found.stream()
            .map(r -> new RunRow(r, operator, this::follow, this::change, this::report))
            .toList();
    runs.removeAll();
    rows.forEach(runs::add);
    if (found.isEmpty()) {
      runs.add(new Span("It has not run yet."));
    }
  }

  private void follow(ScheduledRun run) {
    followed = run.id();
    loadRuns(run.schedule());
  }

  private void report(ScheduledRun run) {
    background.load(
        this,
        () -> ingestion.report(run.report().orElseThrow()),
        text -> new ReportDialog(run, text).open(),
        failure -> say("The report cannot be read right now: " + Failure.of(failure).detail()));
  }

  private void change(ScheduledRun run, String action) {
    followed = run.id();
    call(
        () -> ingestion.changeScheduledRun(run.id(), action),
        answer -> action.equals("cancel") ? "Will be cancelled." : "Does again what failed.");
  }
}
