package io.tidewatch.dashboard.datasets;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What files may hold, and a description for a file that nothing describes yet. */
@Route(value = "datasets", layout = MainLayout.class)
@PageTitle("Data sets · Tidewatch")
@Menu(title = "Data sets", order = 7, icon = "vaadin:table")
@RolesAllowed("OPERATOR")
class DataSetsView extends Page {
  private final Background background;
  private final IngestionClient ingestion;
  private final Grid<JsonNode> grid = new Grid<>();

  DataSetsView(Background background, IngestionClient ingestion) {
    super("Data sets");
    this.background = background;
    this.ingestion = ingestion;
    context("What a row of each is. A new file becomes one without code.");
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.setAllRowsVisible(true);
    grid.addColumn(d -> d.path("name").asString("")).setHeader("Data set").setWidth("9rem");
    grid.addColumn(d -> d.path("description").asString(""))
        .setHeader("What a row is")
        .setWidth("16rem")
        .setFlexGrow(3);
    grid.addColumn(d -> texts(d.path("key"))).setHeader("Key").setWidth("9rem").setFlexGrow(1);
    grid.addColumn(d -> d.path("columns").size())
        .setHeader("Columns")
        .setWidth("6rem")
        .setFlexGrow(0);
    Div list = new Div(grid);
    list.addClassNames("card", "list-card");
    add(new NewDataSet(background, ingestion, this::refresh), list);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    refresh();
  }

  private void refresh() {
    background.load(
        this,
        ingestion::dataSets,
        found -> grid.setItems(found.valueStream().toList()),
        failure -> {
          grid.setItems(List.of());
          grid.setEmptyStateText(
              "Data sets cannot be read right now: " + Failure.of(failure).detail());
        });
  }

  private static String texts(JsonNode list) {
    return list.valueStream().map(n -> n.asString("")).collect(Collectors.joining(", "));
  }
}
