package io.tidewatch.dashboard.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import io.tidewatch.dashboard.security.SignedInUser;

/** Who is signed in, the switch between light and dark, and the way out. */
class UserMenu extends Div {
  private static final String KEPT_SCHEME = "tidewatch-scheme";

  private final Button scheme = new Button();
  private ColorScheme.Value shown = ColorScheme.Value.NORMAL;

  UserMenu(SignedInUser user) {
    addClassName("user-menu");
    Avatar avatar = new Avatar(user.name());
    Span name = new Span(user.name());
    name.addClassName("user-name");
    Span role = new Span(user.highestRole());
    role.addClassName("user-role");
    Div words = new Div(name, role);
    words.addClassName("user-words");
    Div who = new Div(avatar, words);
    who.addClassName("user-who");

    MenuBar bar = new MenuBar();
    bar.addThemeVariants(MenuBarVariant.TERTIARY);
    MenuItem item = bar.addItem(who);
    item.setAriaLabel("User menu of " + user.name());
    item.getSubMenu().addItem("Sign out", e -> user.logout());

    scheme.addThemeVariants(ButtonVariant.TERTIARY);
    scheme.addClickListener(e -> choose(dark() ? ColorScheme.Value.LIGHT : ColorScheme.Value.DARK));
    add(bar, scheme);
    label();
  }

  /** The browser's kept choice, else what the system prefers. */
  @Override
  protected void onAttach(AttachEvent event) {
    event
        .getUI()
        .getPage()
        .executeJs(
            "return localStorage.getItem($0) ?? (matchMedia('(prefers-color-scheme: dark)').matches"
                + " ? 'dark' : 'light')",
            KEPT_SCHEME)
        .then(
            String.class,
            kept ->
                apply(
                    event.getUI(),
                    "dark".equals(kept) ? ColorScheme.Value.DARK : ColorScheme.Value.LIGHT));
  }

  private void choose(ColorScheme.Value value) {
    UI ui = getUI().orElseThrow();
    ui.getPage().executeJs("localStorage.setItem($0, $1)", KEPT_SCHEME, value.getValue());
    apply(ui, value);
  }

  private void apply(UI ui, ColorScheme.Value value) {
    shown = value;
    ui.getPage().setColorScheme(value);
    label();
  }

  private boolean dark() {
    return shown == ColorScheme.Value.DARK;
  }

  private void label() {
    scheme.setIcon((dark() ? VaadinIcon.SUN_O : VaadinIcon.MOON_O).create());
    String text = dark() ? "Switch to light colours" : "Switch to dark colours";
    scheme.setAriaLabel(text);
    scheme.setTooltipText(text);
  }
}
