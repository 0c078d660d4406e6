package io.tidewatch.dashboard.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.dashboard.services.Failure;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A card that loads its own content: first a shimmer, then the content, or a friendly word when
 * there is nothing yet or the source does not answer. The rest of the page goes on either way.
 */
public class Section<T> extends Div {
  private final Background background;
  private final Callable<T> load;
  private final Function<T, Component> content;
  private final Div head = new Div();
  private final Div body = new Div();
  private final Span subtitle = new Span();
  private Predicate<T> empty = t -> false;
  private String emptyTitle = "Nothing here yet";
  private String emptyHint = "";

  /**
   * @param load fetches what is shown, away from the page's thread
   * @param content draws it
   */
  public Section(
      Background background, String title, Callable<T> load, Function<T, Component> content) {
    this.background = background;
    this.load = load;
    this.content = content;
    addClassNames("card", "section");
    H2 heading = new H2(title);
    subtitle.addClassName("card-subtitle");
    head.add(heading, subtitle);
    head.addClassName("card-head");
    body.addClassName("card-body");
    add(head, body);
  }

  /** Says under the title what is shown. */
  public Section<T> subtitle(String text) {
    subtitle.setText(text);
    return this;
  }

  /** Puts a control beside the title. */
  public Section<T> action(Component control) {
    control.addClassName("card-actions");
    head.add(control);
    return this;
  }

  /** Says what to show when there is nothing. */
  public Section<T> whenEmpty(Predicate<T> test, String title, String hint) {
    this.empty = test;
    this.emptyTitle = title;
    this.emptyHint = hint;
    return this;
  }

  /**
   * Makes the card span columns of the page's grid: {@code wide}, {@code half} or {@code third}.
   */
  public Section<T> span(String name) {
    addClassName("span-" + name);
    return this;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (event.isInitialAttach()) {
      reload();
    }
  }

  /** Loads again. */
  public final void reload() {
    body.removeAll();
    Div shimmer = new Div();
    shimmer.addClassName("shimmer");
    body.add(shimmer);
    getElement().setAttribute("aria-busy", "true");
    refresh();
  }

  /** Loads again and keeps the old content until the new is there. */
  public final void refresh() {
    background.load(this, load, this::show, e -> showFailure(Failure.of(e)));
  }

  private void show(T value) {
    replace(
        empty.test(value)
            ? message(VaadinIcon.INBOX, emptyTitle, emptyHint, "empty")
            : content.apply(value));
  }

  private void showFailure(Failure failure) {
    Div message = message(VaadinIcon.PLUG, failure.title(), failure.detail(), "failed");
    Button retry = new Button("Try again", VaadinIcon.REFRESH.create(), e -> reload());
    retry.addThemeVariants(ButtonVariant.SMALL);
    message.add(retry);
    replace(message);
  }

  private void replace(Component component) {
    body.removeAll();
    body.add(component);
    getElement().removeAttribute("aria-busy");
  }

  private static Div message(VaadinIcon icon, String title, String hint, String kind) {
    Span heading = new Span(title);
    heading.addClassName("message-title");
    Div message = new Div(icon.create(), heading, new Paragraph(hint));
    message.addClassNames("message", kind);
    message.getElement().setAttribute("role", "status");
    return message;
  }
}
