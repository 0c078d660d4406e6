package io.tidewatch.dashboard.pipelines;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.tidewatch.contracts.events.PipelineRunReported.State;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.runs.PipelineRun;
import io.tidewatch.dashboard.runs.PipelineRunLog;
import io.tidewatch.dashboard.security.SignedInUser;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.shell.MainLayout;
import io.tidewatch.platform.security.Role;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of all jobs, and the place to load a file. */
@Route(value = "pipelines", layout = MainLayout.class)
@PageTitle("Pipelines · Tidewatch")
@Menu(title = "Pipelines", order = 4, icon = "vaadin:automation")
@RolesAllowed("READER")
class PipelinesView extends Page {
  private static final int SHOWN = 200;
  private static final int REFRESH_MILLIS = 2000;

  /** What the status filter offers. */
  enum Status {
    RUNNING("Running", List.of(State.START, State.RUNNING)),
    SUCCEEDED("Succeeded", List.of(State.COMPLETE)),
    FAILED("Failed", List.of(State.FAIL)),
    CANCELLED("Cancelled", List.of(State.ABORT));

    private final String label;
    private final List<State> states;

    Status(String label, List<State> states) {
      this.label = label;
      this.states = states;
    }
  }

  private final Background background;
  private final PipelineRunLog runs;
  private final TextField job = new TextField();
  private final Select<Status> status = new Select<>();
  private final RunGrid grid = new RunGrid();
  private final RunPanel panel;
  private @Nullable Registration polling;
  private List<PipelineRun> shown = List.of();

  PipelinesView(
      Background background, PipelineRunLog runs, IngestionClient ingestion, SignedInUser user) {
    super("Pipelines");
    this.background = background;
    this.runs = runs;
    boolean operator = user.has(Role.OPERATOR);
    panel = new RunPanel(background, ingestion, operator);
    context("What every job has read, written and put aside.");
    grid.onSelect(this::select);
    panel.onClose(
        () -> {
          grid.deselectAll();
          panel.close();
        });
    Div list = new Div(filters(), grid);
    list.addClassNames("card", "grid-card");
    Div split = new Div(list, panel);
    split.addClassName("split");
    if (operator) {
      add(new UploadCard(background, ingestion, this::refresh));
    }
    add(split);
  }

  private Div filters() {
    job.setPlaceholder("Filter by job");
    job.setAriaLabel("Filter by job");
    job.setClearButtonVisible(true);
    job.setValueChangeMode(ValueChangeMode.LAZY);
    job.addValueChangeListener(e -> refresh());
    status.setItems(Status.values());
    status.setItemLabelGenerator(s -> s == null ? "All states" : s.label);
    status.setEmptySelectionAllowed(true);
    status.setEmptySelectionCaption("All states");
    status.setAriaLabel("State");
    status.addValueChangeListener(e -> refresh());
    Div filters = new Div(job, status);
    filters.addClassName("filters");
    return filters;
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
    String text = job.getValue().strip();
    Status chosen = status.getValue();
    List<State> states = chosen == null ? List.of() : chosen.states;
    background.load(
        this,
        () -> runs.newest(text, states, SHOWN),
        this::show,
        e -> grid.setEmptyStateText("The run log cannot be read right now."));
  }

  private void show(List<PipelineRun> found) {
    boolean same = found.equals(shown);
    if (!same || found.stream().anyMatch(PipelineRun::running)) {
      shown = found;
      grid.show(found);
      panel.update(found);
    }
  }

  private void select(@Nullable PipelineRun run) {
    if (run == null) {
      panel.close();
    } else {
      panel.open(run);
    }
  }
}
