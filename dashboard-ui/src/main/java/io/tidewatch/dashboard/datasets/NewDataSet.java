package io.tidewatch.dashboard.datasets;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Chip.Tone;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.services.DataSetProposal;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.IngestionClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;

/** Describes a file that nothing describes yet: proposed, looked at, changed, added, loaded. */
final class NewDataSet extends Div {
  private final Background background;
  private final IngestionClient ingestion;
  private final Runnable changed;
  private final Upload upload = new Upload();
  private final TextArea yaml = new TextArea("Description (YAML)");
  private final UnorderedList notes = new UnorderedList();
  private final Button add = new Button("Add data set", e -> add());
  private final Button load = new Button("Load the file", e -> load());
  private final Span state = new Span();
  private @Nullable File file;
  private String fileName = "";
  private String added = "";

  NewDataSet(Background background, IngestionClient ingestion, Runnable changed) {
    this.background = background;
    this.ingestion = ingestion;
    this.changed = changed;
    addClassNames("card", "form-card", "stack");
    Span subtitle = new Span("Types, dates, key and personal columns are guessed; have a look");
    subtitle.addClassName("card-subtitle");
    Div head = new Div(new H2("Describe a new file"), subtitle);
    head.addClassName("card-head");
    upload.setMaxFiles(1);
    upload.setUploadHandler(
        UploadHandler.toTempFile(
            (metadata, received) -> {
              UI ui = getUI().orElseThrow();
              ui.access(() -> propose(metadata.fileName(), received));
            }));
    yaml.addClassName("yaml");
    yaml.setWidthFull();
    add.addThemeVariants(ButtonVariant.PRIMARY);
    state.addClassName("upload-state");
    state.getElement().setAttribute("role", "status");
    Div buttons = new Div(add, load);
    buttons.addClassName("filters");
    add(head, upload, notes, yaml, buttons, state);
    offer(false);
    load.setVisible(false);
  }

  private void offer(boolean proposed) {
    yaml.setVisible(proposed);
    notes.setVisible(proposed);
    add.setVisible(proposed);
  }

  private void propose(String name, File received) {
    forget();
    file = received;
    fileName = name;
    offer(false);
    load.setVisible(false);
    say("Looking at %s …".formatted(name), Tone.NOTICE);
    background.load(
        this,
        () -> ingestion.infer(name, new FileSystemResource(received)),
        this::show,
        failure -> say("No proposal: " + Failure.of(failure).detail(), Tone.BAD));
  }

  private void show(DataSetProposal proposal) {
    notes.removeAll();
    proposal
        .notes()
        .forEach(note -> notes.add(new ListItem("%s: %s".formatted(note.column(), note.text()))));
    yaml.setValue(proposal.yaml());
    offer(true);
    say("Made from %s records.".formatted(Format.count(proposal.rows())), Tone.NOTICE);
  }

  private void add() {
    background.load(
        this,
        () -> ingestion.addDataSet(yaml.getValue()),
        kept -> {
          added = kept.path("name").asString("");
          say("Added %s.".formatted(added), Tone.GOOD);
          add.setVisible(false);
          load.setVisible(true);
          changed.run();
        },
        failure -> say("Not added: " + Failure.of(failure).detail(), Tone.BAD));
  }

  private void load() {
    File content = file;
    if (content == null) {
      return;
    }
    load.setEnabled(false);
    background.load(
        this,
        () -> ingestion.upload(added, new Renamed(content, fileName)),
        run -> {
          say("Loading; run %s is on the page Pipelines.".formatted(run.id()), Tone.GOOD);
          load.setEnabled(true);
          load.setVisible(false);
        },
        failure -> {
          load.setEnabled(true);
          say("Not loaded: " + Failure.of(failure).detail(), Tone.BAD);
        });
  }

  private void say(String text, Tone tone) {
    state.setText(text);
    state.setClassName("upload-state");
    state.addClassName(tone.css());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    forget();
  }

  private void forget() {
    File old = file;
    file = null;
    if (old != null) {
      try {
        Files.deleteIfExists(old.toPath());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A temporary file under the name that the user knows it by. */
  private static final class Renamed extends FileSystemResource {
    private final String name;

    Renamed(File file, String name) {
      super(file);
      this.name = name;
    }

    @Override
    public String getFilename() {
      return name;
    }
  }
}
