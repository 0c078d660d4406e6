package io.tidewatch.dashboard.pipelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.PageOf;
import io.tidewatch.dashboard.services.QuarantinedRow;

/** The first rejected rows of a run, with the reason of each. */
final class QuarantineList extends Div {
  private static final int SHOWN = 50;

  QuarantineList(Background background, IngestionClient ingestion, String dataSet, String runId) {
    addClassName("quarantine");
    add(RunPanel.heading("Quarantined rows"));
    Paragraph state = new Paragraph("Loading…");
    add(state);
    addAttachListener(
        e ->
            background.load(
                this,
                () -> ingestion.quarantine(dataSet, runId, null, null, 0, SHOWN),
                page -> {
                  state.setText(
                      page.total() > page.items().size()
                          ? "The first %d of %s"
                              .formatted(page.items().size(), Format.count(page.total()))
                          : page.items().isEmpty() ? "None found." : "");
                  state.setVisible(!state.getText().isEmpty());
                  add(rows(page));
                },
                failure -> {
                  Failure f = Failure.of(failure);
                  state.setText(f.title() + ": " + f.detail());
                }));
  }

  private static Component rows(PageOf<QuarantinedRow> page) {
    Div rows = new Div();
    rows.addClassName("quarantine-rows");
    page.items().forEach(r -> rows.add(row(r)));
    return rows;
  }

  private static Div row(QuarantinedRow row) {
    Span where =
        new Span(
            (row.position() == null ? "" : "Line " + row.position())
                + (row.columnName() == null ? "" : " · " + row.columnName()));
    where.addClassName("quarantine-where");
    Span why = new Span(row.reason() == null ? "No reason given" : row.reason());
    Div line = new Div(where, why);
    if (row.value() != null && !row.value().isEmpty()) {
      Span value = new Span(row.value());
      value.addClassName("quarantine-value");
      line.add(value);
    }
    line.addClassName("quarantine-row");
    return line;
  }
}
