package io.tidewatch.dashboard.quarantine;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.tidewatch.dashboard.services.RepairRequest.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a list of fixes together. */
final class FixForm extends Div {
  /** What can be done to a column. */
  enum Kind {
    SET("Set to", "Value"),
    SET_BLANK("Set where blank", "Value"),
    NUMBER("Read as number", "Decimal mark: , or ."),
    DATE("Read as date", "Pattern, e.g. dd.MM.yyyy"),
    TIMESTAMP("Read as time", "Pattern, e.g. dd.MM.yyyy HH:mm"),
    RENAME("Take from header", "Header in the file"),
    DROP("Empty", null);

    private final String label;
    private final @Nullable String detail;

    Kind(String label, @Nullable String detail) {
      this.label = label;
      this.detail = detail;
    }

    Fix fix(String column, String detail) {
      return switch (this) {
        case SET, SET_BLANK -> new Fix("set", column, detail, this == SET_BLANK, null, null, null);
        case NUMBER, DATE, TIMESTAMP ->
            new Fix("cast", column, null, null, null, name(), detail.isEmpty() ? null : detail);
        case RENAME -> new Fix("rename", column, null, null, detail, null, null);
        case DROP -> new Fix("drop", column, null, null, null, null, null);
      };
    }

    boolean complete(String detail) {
      return switch (this) {
        case DATE, TIMESTAMP, RENAME -> !detail.isBlank();
        case SET, SET_BLANK, NUMBER, DROP -> true;
      };
    }
  }

  private final Select<Kind> kind = new Select<>();
  private final Select<String> column = new Select<>();
  private final TextField detail = new TextField();
  private final Button add = new Button("Add fix", VaadinIcon.PLUS.create());
  private final Div list = new Div();
  private final List<Fix> fixes = new ArrayList<>();
  private final Runnable changed;

  /**
   * @param changed is called whenever the list is another
   */
  FixForm(Runnable changed) {
    this.changed = changed;
    addClassName("fix-form");
    kind.setLabel("Fix");
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(k -> k == null ? "" : k.label);
    column.setLabel("Column");
    detail.setLabel("Value");
    detail.setMaxLength(200);
    kind.addValueChangeListener(
        e -> {
          Kind chosen = e.getValue();
          detail.setVisible(chosen == null || chosen.detail != null);
          detail.setLabel(chosen == null || chosen.detail == null ? "Value" : chosen.detail);
          detail.setInvalid(false);
        });
    kind.setValue(Kind.SET);
    detail.setRequiredIndicatorVisible(false);
    add.addClickListener(e -> take());
    list.addClassName("fixes");
    Div fields = new Div(column, kind, detail, add);
    fields.addClassName("fix-fields");
    add(fields, list);
  }

  /** Starts anew for these columns. */
  void restart(List<String> columns, @Nullable String preset) {
    fixes.clear();
    column.setItems(columns);
    if (preset != null && columns.contains(preset)) {
      column.setValue(preset);
    } else if (!columns.isEmpty()) {
      column.setValue(columns.getFirst());
    }
    detail.clear();
    draw();
  }

  List<Fix> fixes() {
    return List.copyOf(fixes);
  }

  private void take() {
    Kind chosen = kind.getValue();
    String of = column.getValue();
    String with = detail.getValue().strip();
    if (of == null || !chosen.complete(with)) {
      detail.setErrorMessage("Needed for this fix");
      detail.setInvalid(true);
      return;
    }
    detail.setInvalid(false);
    fixes.add(chosen.fix(of, with));
    detail.clear();
    draw();
    changed.run();
  }

  private void draw() {
    list.removeAll();
    for (Fix fix : fixes) {
      Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
      remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
      remove.setAriaLabel("Remove fix of " + fix.column());
      remove.addClickListener(
          e -> {
            fixes.remove(fix);
            draw();
            changed.run();
          });
      Div line = new Div(new Span(words(fix)), remove);
      line.addClassName("fix");
      list.add(line);
    }
  }

  private static String words(Fix fix) {
    return switch (fix.fix()) {
      case "set" ->
          "%s: set to “%s”%s"
              .formatted(
                  fix.column(),
                  fix.value(),
                  Boolean.TRUE.equals(fix.onlyBlank()) ? " where blank" : "");
      case "rename" -> "%s: from header “%s”".formatted(fix.column(), fix.from());
      case "cast" ->
          "%s: read as %s%s"
              .formatted(
                  fix.column(),
                  String.valueOf(fix.to()).toLowerCase(Locale.ROOT),
                  fix.pattern() == null ? "" : " (" + fix.pattern() + ")");
      default -> fix.column() + ": emptied";
    };
  }
}
