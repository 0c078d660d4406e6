package io.tidewatch.dashboard.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/** The page for addresses that lead nowhere. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found · Tidewatch")
@AnonymousAllowed
class NotFoundPage extends Div implements HasErrorParameter<NotFoundException> {
  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    removeAll();
    add(
        new ErrorCard(
            VaadinIcon.MAP_MARKER,
            "Nothing on this shore",
            "There is no page at this address, or your role does not show it."));
    return HttpServletResponse.SC_NOT_FOUND;
  }
}
