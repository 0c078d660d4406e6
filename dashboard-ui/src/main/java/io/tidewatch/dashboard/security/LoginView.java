package io.tidewatch.dashboard.security;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The sign-in page of a local platform. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Tidewatch")
@AnonymousAllowed
class LoginView extends Div implements BeforeEnterObserver {
  private final LoginForm form = new LoginForm();

  LoginView() {
    addClassName("login-view");
    LoginI18n i18n = LoginI18n.createDefault();
    i18n.getForm().setTitle("Sign in");
    i18n.getForm().setSubmit("Sign in");
    i18n.getErrorMessage().setTitle("That did not work");
    i18n.getErrorMessage()
        .setMessage("Check the user name and the password that './tidewatch up' printed.");
    form.setI18n(i18n);
    form.setAction("login");
    form.setForgotPasswordButtonVisible(false);

    Image logo = new Image("logo.svg", "");
    Div brand = new Div(logo, new Span("Tidewatch"));
    brand.addClassName("brand");
    Div story =
        new Div(
            brand,
            new H1("See the tide turn before your customers do."),
            new Paragraph(
                "Who is about to leave, why, what they feel, and what is happening right now."));
    story.addClassName("login-story");
    Div panel = new Div(form);
    panel.addClassName("login-panel");
    add(story, panel);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
  }
}
