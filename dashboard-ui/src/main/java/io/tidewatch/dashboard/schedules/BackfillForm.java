package io.tidewatch.dashboard.schedules;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import io.tidewatch.dashboard.services.Backfill.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Asks for the runs of past days. */
final class BackfillForm extends Details {
  BackfillForm(Consumer<Period> ask) {
    setSummaryText("Run past days");
    DatePicker first = day("First day");
    DatePicker last = day("Last day");
    Button start = new Button("Run them");
    start.setEnabled(false);
    start.addClickListener(
        e ->
            ask.accept(
                new Period(
                    first.getValue().atStartOfDay().toInstant(ZoneOffset.UTC),
                    last.getValue().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))));
    Runnable check =
        () -> {
          LocalDate from = first.getValue();
          LocalDate until = last.getValue();
          start.setEnabled(from != null && until != null && !until.isBefore(from));
        };
    first.addValueChangeListener(e -> check.run());
    last.addValueChangeListener(e -> check.run());
    Div form = new Div(first, last, start);
    form.addClassName("filters");
    add(form);
  }

  private static DatePicker day(String label) {
    DatePicker day = new DatePicker(label);
    day.setWidth("9.5rem");
    day.setPlaceholder("2026-11-01");
    day.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd")); // no day for a month
    return day;
  }
}
