package io.tidewatch.dashboard.pipelines;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.runs.PipelineRun;
import io.tidewatch.dashboard.services.IngestionClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about the chosen run. */
final class RunPanel extends Div {
  private static final String INGEST = "ingest.";

  private final Background background;
  private final IngestionClient ingestion;
  private final boolean mayReadQuarantine;
  private final Div facts = new Div();
  private final Div rejected = new Div();
  private final H2 title = new H2();
  private Runnable closed = () -> {};
  private @Nullable PipelineRun shown;

  RunPanel(Background background, IngestionClient ingestion, boolean mayReadQuarantine) {
    this.background = background;
    this.ingestion = ingestion;
    this.mayReadQuarantine = mayReadQuarantine;
    addClassNames("card", "run-panel");
    Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> closed.run());
    close.addThemeVariants(ButtonVariant.TERTIARY);
    close.setAriaLabel("Close details");
    Div head = new Div(title, close);
    head.addClassName("card-head");
    facts.addClassName("stack");
    add(head, facts, rejected);
    setVisible(false);
  }

  void onClose(Runnable listener) {
    closed = listener;
  }

  void close() {
    shown = null;
    setVisible(false);
  }

  void open(PipelineRun run) {
    setVisible(true);
    draw(run);
    rejected.removeAll();
    if (mayReadQuarantine && run.job().startsWith(INGEST) && quarantined(run) > 0) {
      String dataSet = run.job().substring(INGEST.length());
      rejected.add(new QuarantineList(background, ingestion, dataSet, run.runId()));
    }
  }

  /** Shows the run's newest state if it is among these. */
  void update(List<PipelineRun> runs) {
    PipelineRun old = shown;
    if (old != null) {
      runs.stream()
          .filter(r -> r.runId().equals(old.runId()) && !r.equals(old))
          .findFirst()
          .ifPresent(this::open);
    }
  }

  private void draw(PipelineRun run) {
    shown = run;
    title.setText(run.job());
    RunStatus status = RunStatus.of(run.status());
    Span chip = new Span(new Icon(status.icon()), new Span(status.label()));
    chip.addClassNames("chip", status.tone().css());
    facts.removeAll();
    facts.add(chip);
    if (run.running()) {
      ProgressBar progress = new ProgressBar();
      Double fraction = run.fraction();
      progress.setIndeterminate(fraction == null);
      if (fraction != null) {
        progress.setValue(Math.clamp(fraction, 0, 1));
      }
      facts.add(progress);
    }
    if (run.message() != null) {
      Paragraph message = new Paragraph(run.message());
      message.addClassName("run-message");
      facts.add(message);
    }
    facts.add(list(run));
  }

  private static DescriptionList list(PipelineRun run) {
    DescriptionList list = new DescriptionList();
    list.addClassName("facts");
    pair(list, "Run", run.runId());
    pair(list, "Service", run.service());
    if (run.step() != null) {
      pair(list, "Step", run.step());
    }
    pair(list, "Started", Format.minute(run.startedAt()) + " UTC");
    if (run.endedAt() != null) {
      pair(list, "Ended", Format.minute(run.endedAt()) + " UTC");
    }
    pair(list, "Took", Format.span(run.duration(Instant.now())));
    RunCounts counts = run.counts();
    if (counts != null) {
      pair(list, "Source rows", Format.count(counts.source()));
      pair(list, "Loaded", Format.count(counts.loaded()));
      pair(list, "Quarantined", Format.count(counts.quarantined()));
      pair(list, "Duplicate", Format.count(counts.duplicate()));
      pair(list, "Late", Format.count(counts.late()));
      pair(list, "Sum", counts.balanced() ? "✓ adds up" : "≠ does not add up");
    }
    if (run.inputs() != null) {
      pair(list, "Read", run.inputs());
    }
    if (run.outputs() != null) {
      pair(list, "Written", run.outputs());
    }
    return list;
  }

  private static void pair(DescriptionList list, String name, String value) {
    list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
  }

  private static long quarantined(PipelineRun run) {
    return run.counts() == null ? 0 : run.counts().quarantined();
  }

  /** A small heading inside the panel. */
  static H3 heading(String text) {
    return new H3(text);
  }
}
