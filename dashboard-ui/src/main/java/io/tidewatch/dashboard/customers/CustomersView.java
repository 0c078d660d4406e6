package io.tidewatch.dashboard.customers;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.dashboard.design.Chip;
import io.tidewatch.dashboard.design.Format;
import io.tidewatch.dashboard.design.Page;
import io.tidewatch.dashboard.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;

/** Customers by churn risk. */
@Route(value = "customers", layout = MainLayout.class)
@PageTitle("Customers · Tidewatch")
@Menu(title = "Customers", order = 3, icon = "vaadin:users")
@RolesAllowed("READER")
class CustomersView extends Page {
  private static final String PROBABILITY =
      "<div class=\"meter ${item.tone}\"><span class=\"meter-text\">${item.percent}</span>"
          + "<span class=\"meter-track\"><span class=\"meter-fill\" style=\"width:${item.percent}\">"
          + "</span></span></div>";
  private static final String CUSTOMER =
      "<span class=\"customer\"><a class=\"id\" href=\"customers/${item.path}\">${item.customer}</a>"
          + "<span class=\"customer-more\">${item.more}</span></span>";

  private final CustomerList customers;
  private final TextField search = new TextField();
  private final Select<ChurnBand> band = new Select<>();
  private final Span found = new Span();
  private final Grid<CustomerRow> grid = new Grid<>();
  private final Div problem = new Div();

  CustomersView(CustomerList customers) {
    super("Customers");
    this.customers = customers;
    addClassName("fill");
    context("Everybody with a churn score, the most likely to leave first.");
    problem.addClassNames("card", "message", "failed");
    problem.setVisible(false);
    problem.getElement().setAttribute("role", "alert");
    Div card = new Div(filters(), grid);
    card.addClassNames("card", "grid-card");
    columns();
    CallbackDataProvider<CustomerRow, Void> rows =
        DataProvider.fromCallbacks(
            query -> {
              // the grid asks for whole pages of its page size, one at a time
              int page = query.getOffset() / CustomerList.PAGE;
              query.getLimit();
              return show(
                  customers.page(criteria(), page, CustomerList.sort(query.getSortOrders())))
                  .rows()
                  .stream();
            },
            query -> {
              query.getOffset();
              query.getLimit();
              CustomerList.Page first = customers.page(criteria(), 0, CustomerList.DEFAULT_SORT);
              return (int) Math.min(Integer.MAX_VALUE, show(first).total());
            });
    grid.setDataProvider(rows);
    add(problem, card);
  }

  private Div filters() {
    search.setPlaceholder("Search by customer id");
    search.setAriaLabel("Search by customer id");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(e -> grid.getDataProvider().refreshAll());
    band.setItems(ChurnBand.HIGH, ChurnBand.MEDIUM, ChurnBand.LOW);
    band.setItemLabelGenerator(b -> b == null ? "All bands" : Format.words(b.wireName()) + " risk");
    band.setEmptySelectionAllowed(true);
    band.setEmptySelectionCaption("All bands");
    band.setAriaLabel("Churn band");
    band.addValueChangeListener(e -> grid.getDataProvider().refreshAll());
    found.addClassName("found");
    found.getElement().setAttribute("role", "status");
    Div filters = new Div(search, band, found);
    filters.addClassName("filters");
    return filters;
  }

  private void columns() {
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.addClassName("customers");
    grid.setPageSize(CustomerList.PAGE);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setEmptyStateText(
        "No customer matches. Scores appear when the first model has been trained.");
    grid.addColumn(
            LitRenderer.<CustomerRow>of(CUSTOMER)
                .withProperty("customer", CustomerRow::customerId)
                .withProperty("path", CustomerRow::path)
                .withProperty("more", CustomerRow::summary))
        .setHeader("Customer")
        .setKey("customer")
        .setSortProperty("customerId")
        .setFlexGrow(2)
        .setWidth("11rem");
    grid.addColumn(
            LitRenderer.<CustomerRow>of(PROBABILITY)
                .withProperty("percent", r -> Format.percent(r.score().probability()))
                .withProperty("tone", r -> Chip.tone(r.score().band()).css()))
        .setHeader("Churn probability")
        .setKey("probability")
        .setSortProperty("probability")
        .setWidth("10rem");
    grid.addColumn(
            LitRenderer.<CustomerRow>of("<span class=\"chip ${item.tone}\">${item.band}</span>")
                .withProperty("tone", r -> Chip.tone(r.score().band()).css())
                .withProperty("band", r -> Format.words(r.score().band().wireName())))
        .setHeader("Band")
        .setKey("band")
        .setAutoWidth(true)
        .setFlexGrow(0);
    grid.addColumn(CustomerRow::topDriver).setHeader("Top driver").setKey("driver").setFlexGrow(2);
    grid.addColumn(CustomerRow::country).setHeader("Country").setKey("country").setAutoWidth(true);
    grid.addColumn(CustomerRow::contract)
        .setHeader("Contract")
        .setKey("contract")
        .setAutoWidth(true);
    grid.addColumn(CustomerRow::revenue)
        .setHeader("Revenue")
        .setKey("revenue")
        .setTextAlign(com.vaadin.flow.component.grid.ColumnTextAlign.END)
        .setAutoWidth(true)
        .setFlexGrow(0);
    grid.addItemClickListener(e -> UI.getCurrent().navigate("customers/" + e.getItem().path()));
  }

  private CustomerList.Criteria criteria() {
    String text = search.getValue().strip();
    @Nullable ChurnBand chosen = band.getValue();
    return new CustomerList.Criteria(text.isEmpty() ? null : text, chosen);
  }

  private CustomerList.Page show(CustomerList.Page page) {
    found.setText(
        page.failure() == null
            ? Format.count(page.total()) + (page.total() == 1 ? " customer" : " customers")
            : "");
    problem.setVisible(page.failure() != null);
    if (page.failure() != null) {
      problem.removeAll();
      Span title =
          new Span("Churn scores: " + page.failure().title().toLowerCase(java.util.Locale.ROOT));
      title.addClassName("message-title");
      problem.add(
          VaadinIcon.PLUG.create(),
          title,
          new Span(page.failure().detail()),
          new com.vaadin.flow.component.button.Button(
              "Try again", e -> grid.getDataProvider().refreshAll()));
    }
    return page;
  }
}
