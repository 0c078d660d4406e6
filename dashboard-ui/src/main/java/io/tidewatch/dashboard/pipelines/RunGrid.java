package io.tidewatch.dashboard.pipelines;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.runs.PipelineRun;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The table of runs. */
final class RunGrid extends Grid<PipelineRun> {
  private static final String STATUS =
      "<span class=\"chip ${item.tone}\"><vaadin-icon icon=\"${item.icon}\"></vaadin-icon>"
          + "${item.label}</span>";
  private static final String JOB =
      "<span class=\"customer\"><span class=\"job\">${item.job}</span>"
          + "<span class=\"job-service\">${item.service}</span></span>";
  private static final String BALANCE =
      "<span class=\"balance ${item.css}\" title=\"${item.title}\">${item.sign}</span>";

  RunGrid() {
    addThemeVariants(GridVariant.NO_BORDER);
    addClassName("runs");
    setEmptyStateText("No run yet. Load a file to see one.");
    setSelectionMode(SelectionMode.SINGLE);
    addColumn(
            LitRenderer.<PipelineRun>of(JOB)
                .withProperty("job", PipelineRun::job)
                .withProperty("service", PipelineRun::service))
        .setHeader("Job")
        .setKey("job")
        .setWidth("10.5rem")
        .setFlexGrow(1);
    addColumn(
            LitRenderer.<PipelineRun>of(STATUS)
                .withProperty("tone", r -> RunStatus.of(r.status()).tone().css())
                .withProperty("icon", r -> RunStatus.of(r.status()).icon())
                .withProperty("label", RunGrid::label))
        .setHeader("State")
        .setKey("state")
        .setWidth("8.5rem")
        .setFlexGrow(0);
    addColumn(r -> Format.shortMinute(r.startedAt()))
        .setHeader("Started (UTC)")
        .setKey("started")
        .setWidth("8.5rem")
        .setFlexGrow(0);
    addColumn(r -> Format.span(r.duration(Instant.now())))
        .setHeader("Took")
        .setKey("took")
        .setWidth("6.5rem")
        .setFlexGrow(0);
    count("Source", "source", RunCounts::source);
    count("Loaded", "loaded", RunCounts::loaded);
    count("Quarantined", "quarantined", RunCounts::quarantined);
    count("Duplicate", "duplicate", RunCounts::duplicate);
    count("Late", "late", RunCounts::late);
    addColumn(
            LitRenderer.<PipelineRun>of(BALANCE)
                .withProperty("css", r -> balance(r, "", "ok", "off"))
                .withProperty("sign", r -> balance(r, "", "✓", "≠"))
                .withProperty(
                    "title",
                    r ->
                        balance(
                            r,
                            "",
                            "Balanced: source = loaded + quarantined + duplicate + late",
                            "Not balanced: the counts do not add up to the source")))
        .setHeader("Sum")
        .setKey("sum")
        .setWidth("4rem")
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.CENTER);
    addColumn(RunGrid::message)
        .setHeader("Message")
        .setKey("message")
        .setWidth("10rem")
        .setFlexGrow(2);
  }

  void onSelect(Consumer<@Nullable PipelineRun> listener) {
    asSingleSelect()
        .addValueChangeListener(
            e -> {
              if (e.isFromClient()) {
                listener.accept(e.getValue());
              }
            });
  }

  /** Replaces the rows and keeps the selection. */
  void show(List<PipelineRun> runs) {
    String selected = asSingleSelect().getOptionalValue().map(PipelineRun::runId).orElse("");
    setItems(new ById(runs));
    runs.stream().filter(r -> r.runId().equals(selected)).findFirst().ifPresent(this::select);
  }

  private void count(String header, String key, ToLongFunction<RunCounts> of) {
    addColumn(r -> r.counts() == null ? "" : Format.count(of.applyAsLong(r.counts())))
        .setHeader(header)
        .setKey(key)
        .setAutoWidth(true)
        .setFlexGrow(0)
        .setTextAlign(ColumnTextAlign.END);
  }

  private static String label(PipelineRun run) {
    Double fraction = run.fraction();
    return run.running() && fraction != null
        ? "%d %%".formatted(Math.round(fraction * 100))
        : RunStatus.of(run.status()).label();
  }

  private static String balance(PipelineRun run, String unknown, String yes, String no) {
    return run.counts() == null ? unknown : run.counts().balanced() ? yes : no;
  }

  private static String message(PipelineRun run) {
    if (run.message() != null) {
      return run.message();
    }
    return run.running() && run.step() != null ? run.step() : "";
  }

  /** Rows known by their run id, so that a changed row replaces the old one. */
  private static final class ById
      extends com.vaadin.flow.data.provider.ListDataProvider<PipelineRun> {
    ById(List<PipelineRun> runs) {
      super(runs);
    }

    @Override
    public Object getId(PipelineRun run) {
      return run.runId();
    }
  }
}
