package io.tidewatch.dashboard.pipelines;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.TemporaryFileUploadHandler;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadMetadata;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import io.tidewatch.dashboard.services.IngestionRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.FileSystemResource;

/** Loads a file into a data set and follows its run to the end. */
final class UploadCard extends Div {
  private static final Duration PAUSE = Duration.ofMillis(700);

  private final Background background;
  private final IngestionClient ingestion;
  private final Runnable changed;
  private final Select<String> dataSet = new Select<>();
  private final Upload upload = new Upload();
  private final ProgressBar progress = new ProgressBar();
  private final Span state = new Span();

  UploadCard(Background background, IngestionClient ingestion, Runnable changed) {
    this.background = background;
    this.ingestion = ingestion;
    this.changed = changed;
    addClassNames("card", "upload-card");
    Div head = new Div(new H2("Load a file"), subtitle());
    head.addClassName("card-head");
    dataSet.setLabel("Data set");
    dataSet.setPlaceholder("Choose one");
    dataSet.addValueChangeListener(e -> upload.setVisible(e.getValue() != null));
    upload.setVisible(false);
    upload.setMaxFiles(1);
    TemporaryFileUploadHandler toDisk = UploadHandler.toTempFile(this::received);
    upload.setUploadHandler(toDisk);
    progress.setVisible(false);
    progress.setIndeterminate(true);
    state.addClassName("upload-state");
    state.getElement().setAttribute("role", "status");
    Div fields = new Div(dataSet, upload);
    fields.addClassName("upload-fields");
    add(head, fields, progress, state);
  }

  private static Span subtitle() {
    Span text = new Span("CSV, JSON, JSON Lines or XLSX; known columns are found by their names");
    text.addClassName("card-subtitle");
    return text;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    background.load(
        this,
        () -> IngestionClient.names(ingestion.dataSets()),
        this::offer,
        e -> {
          dataSet.setEnabled(false);
          say(
              "Loading files is not possible right now: " + Failure.of(e).detail(),
              Tone.WARNING,
              "vaadin:plug");
        });
  }

  private void offer(List<String> names) {
    dataSet.setItems(names);
  }

  private void received(UploadMetadata metadata, File file) {
    UI ui = getUI().orElseThrow();
    ui.access(() -> start(metadata.fileName(), file));
  }

  private void start(String fileName, File file) {
    String target = dataSet.getValue();
    progress.setIndeterminate(true);
    progress.setVisible(true);
    say("Sending %s to %s …".formatted(fileName, target), Tone.NOTICE, "vaadin:upload");
    background.load(
        this,
        () -> {
          try {
            return ingestion.upload(target, new NamedFile(file, fileName));
          } finally {
            delete(file);
          }
        },
        this::follow,
        e -> end("Not accepted: " + Failure.of(e).detail(), Tone.BAD, "vaadin:close-circle"));
  }

  private void follow(IngestionRun run) {
    if (run.ended()) {
      ended(run);
      return;
    }
    Double fraction = run.progress();
    progress.setIndeterminate(fraction == null || fraction <= 0);
    if (fraction != null && fraction > 0) {
      progress.setValue(Math.clamp(fraction, 0, 1));
    }
    String step = run.step() == null ? run.status().toLowerCase(Locale.ROOT) : run.step();
    say("Run %s: %s …".formatted(run.id(), step), Tone.NOTICE, "vaadin:refresh");
    background.load(
        this,
        () -> {
          TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
          return ingestion.run(run.id());
        },
        this::follow,
        e ->
            end(
                "The run goes on, but cannot be followed: " + Failure.of(e).detail(),
                Tone.WARNING,
                "vaadin:plug"));
  }

  private void ended(IngestionRun run) {
    RunCounts counts = run.counts();
    String rows =
        counts == null
            ? ""
            : ": %s read, %s loaded, %s quarantined, %s duplicate, %s late"
                .formatted(
                    Format.count(counts.source()),
                    Format.count(counts.loaded()),
                    Format.count(counts.quarantined()),
                    Format.count(counts.duplicate()),
                    Format.count(counts.late()));
    String why = run.message() == null ? "" : ". " + run.message();
    switch (run.status()) {
      case "SUCCEEDED" -> end("Loaded" + rows + why, Tone.GOOD, "vaadin:check-circle");
      case "DUPLICATE" ->
          end("This file was loaded before; nothing changed" + why, Tone.NEUTRAL, "vaadin:copy-o");
      default ->
          end(
              Format.words(run.status().toLowerCase(Locale.ROOT)) + rows + why,
              Tone.BAD,
              "vaadin:close-circle");
    }
  }

  private void end(String text, Tone tone, String icon) {
    progress.setVisible(false);
    upload.clearFileList();
    say(text, tone, icon);
    changed.run();
  }

  private void say(String text, Tone tone, String icon) {
    state.removeAll();
    state.setClassName("upload-state");
    state.addClassName(tone.css());
    state.add(new Icon(icon), new Span(text));
  }

  private static void delete(File file) throws IOException {
    Files.deleteIfExists(file.toPath());
  }

  /** A temporary file under the name that the user knows it by. */
  private static final class NamedFile extends FileSystemResource {
    private final String name;

    NamedFile(File file, String name) {
      super(file);
      this.name = name;
    }

    @Override
    public String getFilename() {
      return name;
    }
  }
}
