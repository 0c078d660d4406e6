package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.security.SignedInUser;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.ScheduleState;
import io.tidewatch.dashboard.shell.MainLayout;
import io.tidewatch.platform.security.Role;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs when, how it went, and the means to start and stop it. */
@Route(value = "schedules", layout = MainLayout.class)
@PageTitle("Schedules · Tidewatch")
@Menu(title = "Schedules", order = 6, icon = "vaadin:calendar-clock")
@RolesAllowed("READER")
class SchedulesView extends Page {
  private static final int REFRESH_MILLIS = 2000;

  private final Background background;
  private final IngestionClient ingestion;
  private final Grid<ScheduleState> grid = new Grid<>();
  private final SchedulePanel panel;
  private @Nullable Registration polling;
  private List<ScheduleState> shown = List.of();

  SchedulesView(Background background, IngestionClient ingestion, SignedInUser user) {
    super("Schedules");
    this.background = background;
    this.ingestion = ingestion;
    boolean operator = user.has(Role.OPERATOR);
    panel = new SchedulePanel(background, ingestion, operator, this::refresh);
    context("Jobs in their order, and what starts them. Times are UTC.");
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.setEmptyStateText("No schedule yet.");
    grid.setAllRowsVisible(true);
    grid.addClassName("few");
    grid.addColumn(ScheduleState::name).setHeader("Schedule").setWidth("11rem").setFlexGrow(2);
    grid.addColumn(SchedulesView::starts).setHeader("Starts").setWidth("10rem").setFlexGrow(2);
    grid.addComponentColumn(SchedulesView::next).setHeader("Next").setWidth("8rem").setFlexGrow(1);
    grid.addComponentColumn(SchedulesView::last)
        .setHeader("Last run")
        .setWidth("8.5rem")
        .setFlexGrow(1);
    grid.asSingleSelect()
        .addValueChangeListener(
            e -> {
              if (e.isFromClient()) {
                panel.open(e.getValue());
              }
            });
    panel.onClose(grid::deselectAll);
    Div list = new Div(grid);
    list.addClassNames("card", "grid-card");
    Div split = new Div(list, panel);
    split.addClassName("split");
    add(split);
    if (operator) {
      add(new NewSchedule(background, ingestion, this::refresh));
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    refresh();
    UI ui = event.getUI();
    ui.setPollInterval(REFRESH_MILLIS);
    polling = ui.addPollListener(e -> refresh());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    if (polling != null) {
      polling.remove();
      polling = null;
    }
    event.getUI().setPollInterval(-1);
  }

  private void refresh() {
    background.load(
        this,
        ingestion::schedules,
        this::show,
        e -> {
          shown = List.of();
          grid.setItems(shown);
          grid.setEmptyStateText("Schedules cannot be read right now: " + Failure.of(e).detail());
        });
  }

  private void show(List<ScheduleState> found) {
    grid.setEmptyStateText("No schedule yet.");
    if (!found.equals(shown)) {
      String selected =
          grid.asSingleSelect().getOptionalValue().map(ScheduleState::name).orElse("");
      shown = found;
      grid.setItems(found);
      found.stream()
          .filter(schedule -> schedule.name().equals(selected))
          .findFirst()
          .ifPresent(grid::select);
    }
    panel.refresh(found);
  }

  private static String starts(ScheduleState schedule) {
    String landed = "rows of " + String.join(", ", schedule.onLanded());
    if (schedule.cron() == null) {
      return schedule.onLanded().isEmpty() ? "by hand" : landed;
    }
    String time =
        schedule.cron() + (schedule.zone().equals("UTC") ? "" : " (" + schedule.zone() + ")");
    return schedule.onLanded().isEmpty() ? time : time + ", " + landed;
  }

  private static Component next(ScheduleState schedule) {
    if (schedule.paused()) {
      return new Chip("Paused", VaadinIcon.PAUSE, Tone.WARNING);
    }
    return new Span(
        schedule.nextDue() == null ? Format.UNKNOWN : Format.shortMinute(schedule.nextDue()));
  }

  private static Component last(ScheduleState schedule) {
    return schedule.lastRun() == null
        ? new Span("never ran")
        : ScheduleStatus.chip(schedule.lastRun().status());
  }
}
