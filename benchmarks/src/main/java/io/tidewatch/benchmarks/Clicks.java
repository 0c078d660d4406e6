package io.tidewatch.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Clicks as a shop's site sends them, some 270 bytes of JSON each: customer, session, product,
 * page, price and time differ as they do in life, and no event id comes twice. Clicks that are much
 * alike would be packed to next to nothing, which flatters whoever does little else. For one
 * thread.
 */
public final class Clicks {
  private static final int POOL = 20_000;
  private static final int CUSTOMERS = 50_000;
  private static final int PRODUCTS = 8_000;
  private static final int CATEGORIES = 40;
  private static final String[] TYPES = {"view", "view", "view", "page_view", "search", "cart"};
  private static final String[] DEVICES = {"mobile", "desktop", "tablet"};
  private static final String BEFORE_ID = "{\"eventId\":\"";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Where a click's event id is, of so many characters. */
  static final int ID_AT = BEFORE_ID.length();

  private static final int ID_DIGITS = 32;

  private final SplittableRandom random;
  private final byte[][] pool;
  private final String[] customers;
  private int next;

  /**
   * @param seed tells everything but the times, which are of the last hour
   */
  public Clicks(long seed) {
    this.random = new SplittableRandom(seed);
    this.pool = new byte[POOL][];
    this.customers = new String[POOL];
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (int i = 0; i < POOL; i++) {
      customers[i] = "C%06d".formatted(random.nextInt(CUSTOMERS));
      pool[i] =
          click(customers[i], now.minusMillis(random.nextInt(3_600_000)))
              .getBytes(StandardCharsets.US_ASCII);
    }
  }

  private Clicks(Clicks others) {
    this.random = others.random.split();
    this.pool = others.pool;
    this.customers = others.customers;
    this.next = random.nextInt(POOL);
  }

  /** The same clicks from another place on, with ids of their own; for another thread. */
  public Clicks another() {
    return new Clicks(this);
  }

  private String click(String customer, Instant createdAt) {
    int product = random.nextInt(PRODUCTS);
    int category = product % CATEGORIES;
    return String.format(
        Locale.ROOT,
        BEFORE_ID
            + "%s\",\"type\":\"%s\",\"customerId\":\"%s\",\"sessionId\":\"%016x\",\"productId\":\"P-%d\",\"category\":\"department-%d.shelf-%d\",\"price\":%d.%02d,\"page\":\"/shop/%d/product-%d?position=%d\",\"device\":\"%s\",\"createdAt\":\"%s\"}",
        "0".repeat(ID_DIGITS),
        TYPES[random.nextInt(TYPES.length)],
        customer,
        random.nextLong(),
        product,
        category / 8,
        category,
        random.nextInt(300),
        random.nextInt(100),
        category,
        product,
        random.nextInt(60),
        DEVICES[random.nextInt(DEVICES.length)],
        createdAt);
  }

  /** The next click, with an event id that no other has. */
  public byte[] next() {
    next = (next + 1) % POOL;
    byte[] click = pool[next].clone();
    name(click, ID_AT);
    return click;
  }

  /** The customer of the click that was given last. */
  public String customer() {
    return customers[next];
  }

  /** Writes a new event id at the place. */
  void name(byte[] json, int at) {
    long high = random.nextLong();
    long low = random.nextLong();
    for (int i = 0; i < ID_DIGITS / 2; i++) {
      json[at + i] = HEX[(int) (high >>> 4 * i) & 0xf];
      json[at + ID_DIGITS / 2 + i] = HEX[(int) (low >>> 4 * i) & 0xf];
    }
  }
}
