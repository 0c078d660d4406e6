package io.tidewatch.dashboard.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import io.tidewatch.dashboard.security.SignedInUser;

/** The frame of all pages: a drawer with the pages that the user may see, and the user's menu. */
@Layout
@AnonymousAllowed
public class MainLayout extends AppLayout {

  MainLayout(SignedInUser user) {
    setPrimarySection(Section.DRAWER);
    Scroller pages = new Scroller(navigation());
    pages.addClassName("drawer-pages");
    addToDrawer(brand(), pages, new UserMenu(user));
    DrawerToggle toggle = new DrawerToggle();
    toggle.setAriaLabel("Menu");
    Div bar = new Div(toggle, brand());
    bar.addClassName("phone-bar");
    addToNavbar(bar);
  }

  private static SideNav navigation() {
    SideNav nav = new SideNav();
    nav.getElement().setAttribute("aria-label", "Pages");
    for (MenuEntry entry : MenuConfiguration.getMenuEntries()) {
      SideNavItem item = new SideNavItem(entry.title(), entry.path());
      if (entry.icon() != null) {
        item.setPrefixComponent(new Icon(entry.icon()));
      }
      item.setMatchNested(!entry.path().isEmpty() && !"/".equals(entry.path()));
      nav.addItem(item);
    }
    return nav;
  }

  private static Div brand() {
    Div brand = new Div(new Image("logo.svg", ""), new Span("Tidewatch"));
    brand.addClassName("brand");
    return brand;
  }
}
