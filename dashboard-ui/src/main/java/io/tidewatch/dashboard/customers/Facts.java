package io.tidewatch.dashboard.customers;

import com.vaadin.flow.component.html.DescriptionList;

/** Names and values, one pair a line. */
final class Facts extends DescriptionList {
  Facts() {
    addClassName("facts");
  }

  Facts add(String name, String value) {
    add(new Term(name), new Description(value));
    return this;
  }
}
