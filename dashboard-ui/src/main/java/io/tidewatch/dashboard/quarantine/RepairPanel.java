package io.tidewatch.dashboard.quarantine;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.IngestionRun;
import io.tidewatch.dashboard.services.PageOf;
import io.tidewatch.dashboard.services.QuarantinedRow;
import io.tidewatch.dashboard.services.RejectionGroup;
import io.tidewatch.dashboard.services.RepairForecast;
import io.tidewatch.dashboard.services.RepairRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Mends the rows of one reason: samples, fixes, dry run, load. */
final class RepairPanel extends Div {
  private static final int SAMPLES = 5;
  private static final Duration PAUSE = Duration.ofMillis(700);

  private final Background background;
  private final IngestionClient ingestion;
  private final Runnable loaded;
  private final H2 title = new H2();
  private final Div samples = new Div();
  private final FixForm form = new FixForm(this::changed);
  private final Button attempt = new Button("Dry run", VaadinIcon.EYE.create(), e -> attempt());
  private final Button load = new Button("Load rows", VaadinIcon.CHECK.create(), e -> load());
  private final ProgressBar progress = new ProgressBar();
  private final Div outcome = new Div();
  private String dataSet = "";
  private @Nullable RejectionGroup group;

  /**
   * @param loaded is called when a repair has ended
   */
  RepairPanel(Background background, IngestionClient ingestion, Runnable loaded) {
    this.background = background;
    this.ingestion = ingestion;
    this.loaded = loaded;
    addClassNames("card", "run-panel", "repair-panel");
    Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), e -> close());
    close.addThemeVariants(ButtonVariant.TERTIARY);
    close.setAriaLabel("Close details");
    Div head = new Div(title, close);
    head.addClassName("card-head");
    load.addThemeVariants(ButtonVariant.PRIMARY);
    progress.setIndeterminate(true);
    outcome.addClassName("repair-outcome");
    outcome.getElement().setAttribute("role", "status");
    Div buttons = new Div(attempt, load);
    buttons.addClassName("filters");
    add(head, samples, new H3("Fixes"), form, buttons, progress, outcome);
    setVisible(false);
  }

  void open(String of, RejectionGroup chosen) {
    dataSet = of;
    group = chosen;
    setVisible(true);
    title.setText(
        (chosen.columnName() == null ? "whole record" : chosen.columnName())
            + " · "
            + chosen.checkId());
    changed();
    samples.removeAll();
    samples.add(new Paragraph("Loading…"));
    form.restart(List.of(), null);
    background.load(
        this,
        () ->
            new Opened(
                ingestion.quarantine(of, null, chosen.checkId(), chosen.columnName(), 0, SAMPLES),
                ingestion.dataSet(of)),
        opened -> {
          if (chosen.equals(group)) {
            draw(opened, chosen);
          }
        },
        failure -> {
          samples.removeAll();
          Failure f = Failure.of(failure);
          samples.add(new Paragraph(f.title() + ": " + f.detail()));
        });
  }

  void close() {
    group = null;
    setVisible(false);
  }

  private record Opened(PageOf<QuarantinedRow> rows, JsonNode description) {}

  private void draw(Opened opened, RejectionGroup chosen) {
    samples.removeAll();
    for (QuarantinedRow row : opened.rows().items()) {
      Span where = new Span(place(row) + (row.repairedBy() == null ? "" : " · repaired"));
      where.addClassName("quarantine-where");
      Span record = new Span(row.record() == null ? "" : row.record());
      record.addClassName("quarantine-value");
      Div line = new Div(where, new Span(row.reason() == null ? "" : row.reason()), record);
      line.addClassName("quarantine-row");
      samples.add(line);
    }
    form.restart(
        opened
            .description()
            .path("columns")
            .valueStream()
            .map(c -> c.path("name").asString(""))
            .toList(),
        chosen.columnName());
  }

  private RepairRequest request() {
    RejectionGroup of = group;
    return new RepairRequest(
        dataSet,
        of == null
            ? new RepairRequest.Rows(null, null)
            : new RepairRequest.Rows(of.checkId(), of.columnName()),
        form.fixes());
  }

  /** What was forecast is no longer what would be done. */
  private void changed() {
    load.setEnabled(false);
    attempt.setEnabled(true);
    progress.setVisible(false);
    outcome.removeAll();
  }

  private void attempt() {
    RepairRequest request = request();
    changed();
    busy();
    background.load(this, () -> ingestion.tryRepair(request), this::forecast, this::failed);
  }

  private void forecast(RepairForecast forecast) {
    changed();
    RunCounts counts = forecast.counts();
    say(
        "%s of %s rows would be loaded, %s stay rejected, %s duplicate, %s late.%s%s%s"
            .formatted(
                Format.count(counts.loaded()),
                Format.count(counts.source()),
                Format.count(counts.quarantined()),
                Format.count(counts.duplicate()),
                Format.count(counts.late()),
                forecast.alreadyLoaded() == 0
                    ? ""
                    : " %s were repaired before.".formatted(Format.count(forecast.alreadyLoaded())),
                forecast.ofUnloadedFiles() == 0
                    ? ""
                    : " %s are of files of which nothing was loaded; send those again."
                        .formatted(Format.count(forecast.ofUnloadedFiles())),
                forecast.complete() ? "" : " Only the first rows were tried."),
        counts.loaded() > 0 ? Tone.GOOD : Tone.WARNING);
    forecast.samples().stream().limit(SAMPLES).forEach(s -> outcome.add(sample(s)));
    outcome.scrollIntoView();
    load.setEnabled(counts.loaded() > 0);
  }

  private static String place(QuarantinedRow row) {
    return row.file() == null
        ? "%s offset %s".formatted(row.source(), row.position())
        : "%s line %s".formatted(row.file(), row.position());
  }

  private static Div sample(RepairForecast.Sample sample) {
    Span where = new Span("Line or offset %d · %s".formatted(sample.position(), verdict(sample)));
    where.addClassName("quarantine-where");
    Span after = new Span(words(sample.after()));
    after.addClassName("quarantine-value");
    Div line = new Div(where, after);
    line.addClassName("quarantine-row");
    return line;
  }

  private static String verdict(RepairForecast.Sample sample) {
    return sample.reason() == null ? "good" : sample.reason();
  }

  private static String words(Map<String, @Nullable String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private void load() {
    RepairRequest request = request();
    changed();
    busy();
    background.load(this, () -> ingestion.repair(request), this::follow, this::failed);
  }

  private void follow(IngestionRun run) {
    if (run.ended()) {
      ended(run);
      return;
    }
    outcome.removeAll();
    RunCounts counts = run.counts();
    say(
        "Run %s: %s rows read …"
            .formatted(run.id(), Format.count(counts == null ? 0 : counts.source())),
        Tone.NOTICE);
    background.load(
        this,
        () -> {
          TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
          return ingestion.run(run.id());
        },
        this::follow,
        this::failed);
  }

  private void ended(IngestionRun run) {
    changed();
    RunCounts counts = run.counts();
    boolean good = "SUCCEEDED".equals(run.status());
    say(
        (good ? "Loaded" : Format.words(run.status().toLowerCase(Locale.ROOT)))
            + (counts == null
                ? ""
                : ": %s rows; %s stay rejected"
                    .formatted(Format.count(counts.loaded()), Format.count(counts.quarantined())))
            + (run.message() == null ? "" : ". " + run.message()),
        good ? Tone.GOOD : Tone.BAD);
    loaded.run();
  }

  private void busy() {
    attempt.setEnabled(false);
    progress.setVisible(true);
  }

  private void failed(Exception failure) {
    changed();
    Failure f = Failure.of(failure);
    say(f.title() + ": " + f.detail(), Tone.BAD);
  }

  private void say(String text, Tone tone) {
    Span words = new Span(text);
    words.addClassNames("upload-state", tone.css());
    outcome.add(words);
  }
}
