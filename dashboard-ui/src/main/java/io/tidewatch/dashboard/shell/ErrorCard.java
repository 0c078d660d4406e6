package io.tidewatch.dashboard.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;

/** What a page says when it cannot be shown. */
class ErrorCard extends Div {
  ErrorCard(VaadinIcon icon, String title, String text) {
    addClassName("error-page");
    Anchor home = new Anchor("./", "Back to the overview");
    add(icon.create(), new H1(title), new Paragraph(text), home);
  }
}
