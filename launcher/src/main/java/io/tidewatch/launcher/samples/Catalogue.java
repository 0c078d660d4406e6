package io.tidewatch.launcher.samples;

import java.util.ArrayList;
import java.util.List;

/** The products of the sample shop. */
final class Catalogue {
  private static final List<String> CATEGORIES =
      List.of(
          "electronics.phone",
          "electronics.audio",
          "electronics.tablet",
          "home.lighting",
          "home.kitchen",
          "home.textile",
          "garden.tools",
          "sports.outdoor",
          "toys.games",
          "office.paper");
  private static final List<List<String>> NOUNS =
      List.of(
          List.of("SMARTPHONE", "PHONE CASE", "CHARGER", "SIM TRAY SET"),
          List.of("HEADPHONES", "BLUETOOTH SPEAKER", "SOUNDBAR", "EARBUDS"),
          List.of("TABLET 10 INCH", "READER", "TABLET SLEEVE", "STYLUS"),
          List.of("DESK LAMP", "FAIRY LIGHTS", "CANDLE HOLDER", "LANTERN"),
          List.of("TEAPOT", "KITCHEN SCALE", "BAKING TIN", "CERAMIC MUG"),
          List.of("CUSHION", "WOOL BLANKET", "TOWEL SET", "CURTAIN"),
          List.of("PRUNING SHEARS", "WATERING CAN", "PLANT POT", "HAND TROWEL"),
          List.of("HIKING BOTTLE", "TENT LIGHT", "YOGA MAT", "RUNNING BELT"),
          List.of("WOODEN PUZZLE", "CARD GAME", "BUILDING BLOCKS", "KITE"),
          List.of("NOTEBOOK A5", "WALL CALENDAR", "GIFT WRAP", "FOUNTAIN PEN"));
  private static final List<String> STYLES =
      List.of("RED", "BLUE", "VINTAGE", "MINI", "CLASSIC", "OAK", "PRO");
  private static final List<String> BRANDS =
      List.of("Nordlys", "Marea", "Tidal One", "Halden", "Kestrel", "Ombra", "Lumio", "Sora");
  private static final double[][] TYPICAL_PRICE = {
    {220, 12, 15, 5},
    {60, 35, 110, 45},
    {160, 90, 15, 20},
    {22, 9, 6, 14},
    {16, 14, 8, 5},
    {10, 28, 16, 24},
    {15, 11, 5, 6},
    {12, 9, 17, 11},
    {13, 7, 21, 12},
    {4, 9, 3, 26}
  };

  private final List<Product> products = new ArrayList<>();

  /**
   * @param category dotted, most general first
   * @param price in the shop's currency
   */
  record Product(String code, String description, String category, String brand, double price) {
    /** How reviews call it, for example {@code Marea TEAPOT}. */
    String shortName() {
      return brand + " " + code.substring(1);
    }
  }

  Catalogue(long seed) {
    Dice dice = new Dice(seed, "catalogue");
    int code = 10_000;
    for (int c = 0; c < CATEGORIES.size(); c++) {
      for (int n = 0; n < NOUNS.get(c).size(); n++) {
        for (String style : STYLES) {
          double price = TYPICAL_PRICE[c][n] * StrictMath.exp(0.25 * dice.gaussian());
          products.add(
              new Product(
                  "T" + code++,
                  style + " " + NOUNS.get(c).get(n),
                  CATEGORIES.get(c),
                  dice.one(BRANDS),
                  Math.max(0.5, Math.round(price * 100) / 100.0)));
        }
      }
    }
  }

  /** Some products are asked for far more often than others. */
  Product pick(Dice dice) {
    double skewed = Math.pow(dice.between(0, 1), 2);
    return products.get((int) (skewed * products.size()));
  }

  List<Product> products() {
    return products;
  }
}
