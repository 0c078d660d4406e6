package io.tidewatch.dashboard.quarantine;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.RejectionGroup;
import io.tidewatch.dashboard.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rejected rows by reason, and the place to mend and load them. */
@Route(value = "quarantine", layout = MainLayout.class)
@PageTitle("Quarantine · Tidewatch")
@Menu(title = "Quarantine", order = 5, icon = "vaadin:tools")
@RolesAllowed("OPERATOR")
class QuarantineView extends Page {
  private final Background background;
  private final IngestionClient ingestion;
  private final Select<String> dataSet = new Select<>();
  private final Grid<RejectionGroup> groups = new Grid<>();
  private final RepairPanel panel;

  QuarantineView(Background background, IngestionClient ingestion) {
    super("Quarantine");
    this.background = background;
    this.ingestion = ingestion;
    this.panel = new RepairPanel(background, ingestion, this::refresh);
    context("Rows that were kept out, by reason. Mend them, see what would come of it, load them.");
    dataSet.setAriaLabel("Data set");
    dataSet.setPlaceholder("Data set");
    dataSet.addValueChangeListener(
        e -> {
          panel.close();
          refresh();
        });
    groups.addThemeVariants(GridVariant.NO_BORDER);
    groups.setAllRowsVisible(true);
    groups.addClassName("few");
    groups
        .addColumn(g -> g.columnName() == null ? "whole record" : g.columnName())
        .setHeader("Column")
        .setAutoWidth(true);
    groups.addColumn(RejectionGroup::checkId).setHeader("Check").setAutoWidth(true);
    groups.addColumn(g -> Format.count(g.rows())).setHeader("Rows").setAutoWidth(true);
    groups.addColumn(g -> Format.count(g.repaired())).setHeader("Repaired").setAutoWidth(true);
    groups
        .addColumn(g -> g.sample() == null ? "" : g.sample())
        .setHeader("For example")
        .setFlexGrow(3);
    groups.setEmptyStateText("Nothing was kept out.");
    groups.asSingleSelect().addValueChangeListener(e -> choose(e.getValue()));
    Div filters = new Div(dataSet);
    filters.addClassName("filters");
    Div list = new Div(filters, groups);
    list.addClassNames("card", "grid-card");
    Div split = new Div(list, panel);
    split.addClassName("split");
    add(split);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    background.load(
        this,
        () -> IngestionClient.names(ingestion.dataSets()),
        names -> {
          dataSet.setItems(names);
          if (!names.isEmpty()) {
            dataSet.setValue(names.contains("transactions") ? "transactions" : names.getFirst());
          }
        },
        this::away);
  }

  private void refresh() {
    String chosen = dataSet.getValue();
    if (chosen == null) {
      return;
    }
    background.load(
        this, () -> ingestion.quarantineSummary(chosen), found -> show(chosen, found), this::away);
  }

  private void show(String of, List<RejectionGroup> found) {
    if (of.equals(dataSet.getValue())) {
      groups.setEmptyStateText("Nothing was kept out.");
      groups.setItems(found);
    }
  }

  private void away(Exception failure) {
    groups.setItems(List.of());
    groups.setEmptyStateText(
        "The quarantine cannot be read right now: " + Failure.of(failure).detail());
  }

  private void choose(@Nullable RejectionGroup group) {
    if (group != null) {
      panel.open(dataSet.getValue(), group);
    }
  }
}
