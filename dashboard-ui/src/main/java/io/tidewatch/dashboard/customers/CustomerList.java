package io.tidewatch.dashboard.customers;

import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import io.tidewatch.contracts.events.ChurnBand;
import io.tidewatch.contracts.events.ChurnScored;
import io.tidewatch.dashboard.marts.CustomerRecord;
import io.tidewatch.dashboard.marts.Marts;
import io.tidewatch.dashboard.services.ChurnClient;
import io.tidewatch.dashboard.services.Failure;
import io.tidewatch.dashboard.services.PageOf;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Pages of customers by churn score, with what the marts add. */
@Component
class CustomerList {
  static final int PAGE = 50;
  static final String DEFAULT_SORT = "probability,desc";

  private static final Logger LOG = LoggerFactory.getLogger(CustomerList.class);

  private final ChurnClient churn;
  private final Marts marts;

  CustomerList(ChurnClient churn, Marts marts) {
    this.churn = churn;
    this.marts = marts;
  }

  /** What to show. */
  record Criteria(@Nullable String text, @Nullable ChurnBand band) {}

  /** One page; on failure without rows. */
  record Page(List<CustomerRow> rows, long total, @Nullable Failure failure) {}

  /** One page of {@link #PAGE} rows, the first is page 0. */
  Page page(Criteria criteria, int page, String sort) {
    try {
      PageOf<ChurnScored> scores =
          churn.predictions(
              ChurnClient.CUSTOMER_MODEL,
              criteria.band() == null ? null : criteria.band().wireName(),
              criteria.text(),
              page,
              PAGE,
              sort);
      Map<String, CustomerRecord> known =
          known(scores.items().stream().map(ChurnScored::customerId).toList());
      return new Page(
          scores.items().stream().map(s -> new CustomerRow(s, known.get(s.customerId()))).toList(),
          scores.total(),
          null);
    } catch (RestClientException e) {
      LOG.atWarn().addKeyValue("message", e.getMessage()).log("churn predictions are not readable");
      return new Page(List.of(), 0, Failure.of(e));
    }
  }

  /** The scores are shown even when the marts cannot be read. */
  private Map<String, CustomerRecord> known(List<String> ids) {
    try {
      return marts.customers(ids);
    } catch (DataAccessException e) {
      LOG.atWarn().addKeyValue("message", e.getMessage()).log("customer marts are not readable");
      return Map.of();
    }
  }

  /** The service's sort parameter for the grid's. */
  static String sort(List<QuerySortOrder> orders) {
    return orders.isEmpty()
        ? DEFAULT_SORT
        : orders.getFirst().getSorted()
            + (orders.getFirst().getDirection() == SortDirection.ASCENDING ? ",asc" : ",desc");
  }
}
