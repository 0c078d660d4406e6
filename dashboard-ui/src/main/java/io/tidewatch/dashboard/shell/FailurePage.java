package io.tidewatch.dashboard.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page for failures inside a page; the log has the cause under the shown number. */
@ParentLayout(MainLayout.class)
@PageTitle("Something broke · Tidewatch")
@AnonymousAllowed
class FailurePage extends Div implements HasErrorParameter<Exception> {
  private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    LOG.atError()
        .addKeyValue("failure", number)
        .addKeyValue("path", event.getLocation().getPath())
        .setCause(error.getException())
        .log("a page could not be shown");
    removeAll();
    add(
        new ErrorCard(
            VaadinIcon.BOLT,
            "This page broke",
            "The log tells why; look for failure " + number + "."));
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
