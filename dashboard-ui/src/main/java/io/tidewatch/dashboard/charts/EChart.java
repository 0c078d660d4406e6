package io.tidewatch.dashboard.charts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An Apache ECharts canvas whose option is plain JSON made with {@link #option}.
 *
 * <p>In an option {@code fn:name} names a formatter and {@code var:--name} a colour of the theme;
 * both are looked up in the browser.
 */
@Tag("x-echart")
@JsModule("context://charts/x-echart.js")
public class EChart extends Component implements HasSize, HasStyle {

  /**
   * @param label what the chart shows, for screen readers
   */
  public EChart(String label, Map<String, Object> option) {
    getElement()
        .setAttribute("data-label", label)
        .setAttribute("role", "img")
        .setAttribute("aria-label", label);
    setOption(option);
  }

  /** Replaces the whole option. */
  public final void setOption(Map<String, Object> option) {
    getElement().setPropertyMap("option", option);
  }

  /** Merges part of an option, for example new data of a series; lost if nothing is drawn yet. */
  public void patch(Map<String, Object> part) {
    getElement().executeJs("this.patch?.($0)", part);
  }

  /** An ordered JSON object: {@code option("type", "bar", "data", List.of(1, 2))}. */
  public static Map<String, Object> option(Object... keysAndValues) {
    Map<String, Object> option = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      option.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return option;
  }
}
