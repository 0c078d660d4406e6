package io.tidewatch.launcher.samples;

import io.tidewatch.contracts.events.ClickRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Clicks of the sample customers as if they were in the shop right now. */
public final class LiveClicks {
  private static final int VISITORS = 120;
  private static final double MEAN_CLICKS = 14;

  private final List<Customer> customers;
  private final Catalogue catalogue;
  private final Dice dice;
  private final List<Guest> guests = new ArrayList<>();

  private static final class Guest {
    private final Visit visit;
    private int left;

    Guest(Visit visit, int left) {
      this.visit = visit;
      this.left = left;
    }
  }

  /**
   * @param sizes those of the loaded sample data, so that the customers are the same
   * @param seed of the behaviour; another one each time, or the clicks come twice
   */
  public LiveClicks(SampleSizes sizes, long seed) {
    this.customers =
        new Population(sizes)
            .customers().stream()
                .filter(c -> c.activity().at(sizes.until().getEpochSecond()) > 0)
                .toList();
    this.catalogue = new Catalogue(sizes.seed());
    this.dice = new Dice(seed);
  }

  /** One click that happens at this moment, of one of the visitors who are there. */
  public ClickRecorded next(Instant now) {
    while (guests.size() < VISITORS) {
      guests.add(
          new Guest(
              new Visit(visitor(), now, catalogue, new Dice(dice.bits())),
              dice.geometric(MEAN_CLICKS, 60)));
    }
    int index = dice.whole(0, guests.size() - 1);
    Guest guest = guests.get(index);
    Visit.Click click = guest.visit.next();
    if (--guest.left == 0) {
      guests.remove(index);
    }
    return event(click, now);
  }

  private Customer visitor() {
    Customer customer = dice.one(customers);
    while (!dice.chance(Math.min(1, customer.liveliness() / 3))) {
      customer = dice.one(customers);
    }
    return customer;
  }

  private static ClickRecorded event(Visit.Click click, Instant now) {
    Catalogue.Product product = click.product();
    return new ClickRecorded(
        click.eventId(),
        click.type(),
        click.customer().id(),
        click.sessionId(),
        now,
        now,
        null,
        click.page(),
        null,
        product == null ? null : product.code(),
        product == null ? null : product.category(),
        product == null ? null : product.brand(),
        product == null ? null : product.price(),
        click.quantity() == 0 ? null : click.quantity(),
        click.query().isEmpty() ? null : click.query(),
        click.device(),
        click.customer().country().name());
  }
}
