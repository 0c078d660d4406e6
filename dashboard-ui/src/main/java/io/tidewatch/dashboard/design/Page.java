package io.tidewatch.dashboard.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;

/** The common shape of a page: title, a line of context, actions, then content. */
public abstract class Page extends Div {
  private final Paragraph context = new Paragraph();
  private final Div actions = new Div();

  /** A page with this title. */
  protected Page(String title) {
    addClassName("page");
    getElement().setAttribute("tabindex", "0"); // the page scrolls by keyboard too
    // the region around it scrolls: with focus here the keyboard moves it
    getElement().setAttribute("tabindex", "0");
    context.addClassName("page-context");
    Div words = new Div(new H1(title), context);
    words.addClassName("page-words");
    actions.addClassName("page-actions");
    Div head = new Div(words, actions);
    head.addClassName("page-head");
    add(head);
  }

  /** Says below the title what is shown. */
  protected final void context(String text) {
    context.setText(text);
  }

  /** Puts controls beside the title. */
  protected final void actions(Component... components) {
    actions.add(components);
  }

  /** Lays components out on the grid of cards. */
  protected static Div cards(Component... components) {
    Div cards = new Div(components);
    cards.addClassName("cards");
    return cards;
  }

  /** Lays figures out in a row that wraps. */
  protected static Div figures(Component... components) {
    Div figures = new Div(components);
    figures.addClassName("kpis");
    return figures;
  }
}
