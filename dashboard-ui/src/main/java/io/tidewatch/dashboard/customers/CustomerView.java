package io.tidewatch.dashboard.customers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.contracts.events.FeaturesUpdated;
import io.tidewatch.dashboard.design.Background;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.Section;
import io.tidewatch.dashboard.marts.Marts;
import io.tidewatch.dashboard.security.SignedInUser;
import io.tidewatch.dashboard.services.ChurnClient;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.FeatureClient;
import io.tidewatch.dashboard.services.SentimentClient;
import io.tidewatch.dashboard.shell.MainLayout;
import io.tidewatch.platform.security.Role;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/** Everything known about one customer. */
@Route(value = "customers", layout = MainLayout.class)
@RolesAllowed("READER")
class CustomerView extends Div implements HasUrlParameter<String>, HasDynamicTitle {
  private static final int TEXTS = 20;

  private final Background background;
  private final Marts marts;
  private final ChurnClient churn;
  private final FeatureClient features;
  private final SentimentClient sentiments;
  private final SignedInUser user;
  private String customerId = "";

  CustomerView(
      Background background,
      Marts marts,
      ChurnClient churn,
      FeatureClient features,
      SentimentClient sentiments,
      SignedInUser user) {
    this.background = background;
    this.marts = marts;
    this.churn = churn;
    this.features = features;
    this.sentiments = sentiments;
    this.user = user;
    addClassName("page");
    getElement().setAttribute("tabindex", "0"); // the page scrolls by keyboard too
    getElement().setAttribute("tabindex", "0");
  }

  @Override
  public void setParameter(BeforeEvent event, String id) {
    customerId = id;
    removeAll();
    add(head(), cards());
  }

  @Override
  public String getPageTitle() {
    return customerId + " · Tidewatch";
  }

  private Div head() {
    Anchor back = new Anchor("customers", "Customers");
    back.addClassName("back");
    back.addComponentAsFirst(VaadinIcon.ANGLE_LEFT.create());
    H1 title = new H1(customerId);
    title.addClassName("customer-title");
    Div words = new Div(back, title);
    words.addClassName("page-words");
    Div head = new Div(words);
    head.addClassName("page-head");
    return head;
  }

  private Div cards() {
    Section<Optional<ChurnScored>> score =
        new Section<Optional<ChurnScored>>(
                background,
                "Churn risk",
                () -> churn.findPrediction(customerId, ChurnClient.CUSTOMER_MODEL),
                s -> CustomerCards.score(s.orElseThrow()))
            .whenEmpty(
                Optional::isEmpty,
                "No score yet",
                "This customer has not been scored; an analyst may score now.")
            .subtitle("what moves the probability away from the average")
            .span("wide");
    if (user.has(Role.ANALYST)) {
      score.action(scoreNow(score));
    }
    Div cards =
        new Div(
            score,
            new Section<>(
                    background,
                    "Profile",
                    () -> marts.customer(customerId),
                    c -> CustomerCards.profile(c.orElseThrow()))
                .whenEmpty(
                    Optional::isEmpty,
                    "Not in the marts",
                    "No file has told of this customer, or ETL has not run since.")
                .subtitle("contract, orders and complaints")
                .span("third"),
            new Section<>(
                    background,
                    "Texts and feelings",
                    () -> sentiments.texts(customerId, 0, TEXTS),
                    p -> CustomerCards.texts(p.items()))
                .whenEmpty(
                    p -> p.items().isEmpty(),
                    "No texts",
                    "This customer has written no review or complaint.")
                .subtitle("newest first")
                .span("wide"),
            features("clickstream", "Live behaviour", "online features of the click windows"));
    cards.addClassName("cards");
    return cards;
  }

  private Section<Optional<FeaturesUpdated>> features(String view, String title, String subtitle) {
    return new Section<Optional<FeaturesUpdated>>(
            background,
            title,
            () -> features.findFeatures(view, customerId),
            f -> CustomerCards.features(f.orElseThrow()))
        .whenEmpty(Optional::isEmpty, "No clicks", "This customer has no click features yet.")
        .subtitle(subtitle)
        .span("third");
  }

  private Div scoreNow(Section<?> shown) {
    Button button = new Button("Score now", VaadinIcon.REFRESH.create());
    button.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
    button.setDisableOnClick(true);
    Span result = new Span();
    result.addClassName("card-subtitle");
    result.getElement().setAttribute("role", "status");
    button.addClickListener(
        e ->
            background.load(
                this,
                () -> churn.score(customerId, ChurnClient.CUSTOMER_MODEL),
                fresh -> {
                  button.setEnabled(true);
                  result.setText("Scored just now: " + Format.percent(fresh.probability()));
                  shown.reload();
                },
                failure -> {
                  button.setEnabled(true);
                  Failure f = Failure.of(failure);
                  Notification.show(f.title() + ": " + f.detail());
                }));
    Div actions = new Div(button, result);
    actions.addClassName("card-actions");
    return actions;
  }
}
