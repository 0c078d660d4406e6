package io.tidewatch.dashboard.design;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.tidewatch.dashboard.services.Failure;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A figure with its name, and what it is compared with. */
public class KpiCard extends Div {
  private final Span value = new Span("");
  private final Span detail = new Span("");

  /**
   * What a card shows.
   *
   * @param change relative change, 0.1 = ten per cent more; null if there is nothing to compare
   * @param moreIsBetter whether growth is good news
   */
  public record Figure(String value, String detail, @Nullable Double change, boolean moreIsBetter) {

    /** A figure that is not compared with anything. */
    public static Figure of(String value, String detail) {
      return new Figure(value, detail, null, true);
    }

    /** A figure and its change against an earlier one. */
    public static Figure compared(
        String value, String detail, double now, double before, boolean moreIsBetter) {
      return new Figure(value, detail, before == 0 ? null : now / before - 1, moreIsBetter);
    }
  }

  /**
   * @param name what is counted
   */
  public KpiCard(String name, VaadinIcon icon) {
    addClassNames("card", "kpi");
    Span label = new Span(name);
    label.addClassName("kpi-name");
    Div head = new Div(icon.create(), label);
    head.addClassName("kpi-head");
    value.addClassName("kpi-value");
    detail.addClassName("kpi-detail");
    Div foot = new Div(detail);
    foot.addClassName("kpi-foot");
    add(head, value, foot);
    addClassName("loading");
  }

  /** Fetches and shows a figure; a source that does not answer is named in its place. */
  public <T> KpiCard load(
      Background background, Callable<Optional<T>> load, Function<T, Figure> figure) {
    addAttachListener(
        e ->
            background.load(
                this,
                load,
                found -> show(found.map(figure).orElseGet(() -> Figure.of("–", "No data yet"))),
                failure -> {
                  show(Figure.of("–", Failure.of(failure).title()));
                  addClassName("failed");
                }));
    return this;
  }

  /** Shows a figure. */
  public void show(Figure figure) {
    removeClassName("loading");
    value.setText(figure.value());
    detail.setText(figure.detail());
    detail
        .getParent()
        .ifPresent(
            p ->
                p.getChildren()
                    .filter(c -> c != detail)
                    .toList()
                    .forEach(c -> c.getElement().removeFromParent()));
    Double change = figure.change();
    if (change != null) {
      Span delta = new Span(Format.change(change));
      boolean good = change >= 0 == figure.moreIsBetter();
      delta.addClassNames("delta", Math.abs(change) < 0.0005 ? "flat" : good ? "good" : "bad");
      detail.getElement().getParent().insertChild(0, delta.getElement());
    }
  }
}
