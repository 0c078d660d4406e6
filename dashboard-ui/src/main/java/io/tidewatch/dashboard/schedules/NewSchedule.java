package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;

/** Takes a schedule in YAML. */
final class NewSchedule extends Details {
  private static final String EXAMPLE =
      """
      name: nightly-orders
      cron: "30 2 * * *"
      zone: UTC
      steps:
        - name: orders
          ingest: {dataset: transactions, url: "https://files.example.com/orders-{date}.csv"}
        - name: refine
          after: [orders]
          call: {service: etl, path: /api/v1/runs}
      """;

  NewSchedule(Background background, IngestionClient ingestion, Runnable changed) {
    addClassNames("card", "form-card");
    setSummaryText("Add or replace a schedule");
    TextArea yaml = new TextArea("Schedule (YAML)");
    yaml.addClassName("yaml");
    yaml.setValue(EXAMPLE);
    yaml.setWidthFull();
    Span state = new Span();
    state.addClassName("upload-state");
    state.getElement().setAttribute("role", "status");
    Button keep =
        new Button(
            "Keep schedule",
            e ->
                background.load(
                    this,
                    () -> ingestion.keepSchedule(yaml.getValue()),
                    kept -> {
                      state.setText("Kept " + kept.name() + ".");
                      state.setClassName("upload-state tone-good");
                      changed.run();
                    },
                    failure -> {
                      state.setText("Not kept: " + Failure.of(failure).detail());
                      state.setClassName("upload-state tone-bad");
                    }));
    keep.addThemeVariants(ButtonVariant.PRIMARY);
    Div form = new Div(yaml, keep, state);
    form.addClassName("stack");
    add(form);
  }
}
