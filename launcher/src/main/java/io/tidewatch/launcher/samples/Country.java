package io.tidewatch.launcher.samples;

import java.util.List;

/** Where sample customers live and what they speak. */
enum Country {
  GB("United Kingdom", 26, List.of("en"), "London", "Leeds", "Bristol"),
  DE("Germany", 16, List.of("de"), "Berlin", "Hamburg", "Leipzig"),
  FR("France", 11, List.of("fr"), "Paris", "Lyon", "Nantes"),
  ES("Spain", 8, List.of("es"), "Madrid", "Valencia", "Sevilla"),
  IT("Italy", 7, List.of("it"), "Milano", "Torino", "Bari"),
  NL("Netherlands", 5, List.of("nl"), "Utrecht", "Rotterdam", "Groningen"),
  PT("Portugal", 4, List.of("pt"), "Lisboa", "Porto", "Braga"),
  PL("Poland", 4, List.of("pl"), "Warszawa", "Gdańsk", "Łódź"),
  CH("Switzerland", 3, List.of("de", "fr", "it"), "Zürich", "Genève", "Lugano"),
  TR("Turkey", 3, List.of("tr"), "İstanbul", "İzmir", "Ankara"),
  JP("Japan", 4, List.of("ja"), "東京", "大阪", "札幌"),
  CN("China", 4, List.of("zh"), "上海", "成都", "广州"),
  KR("Korea", 2, List.of("ko"), "서울", "부산", "대구"),
  US("USA", 3, List.of("en", "es"), "Atlanta", "Denver", "Boston");

  private static final double[] WEIGHTS =
      java.util.Arrays.stream(values()).mapToDouble(c -> c.weight).toArray();

  private final String title;
  private final double weight;
  private final List<String> languages;
  private final List<String> cities;

  Country(String title, double weight, List<String> languages, String... cities) {
    this.title = title;
    this.weight = weight;
    this.languages = languages;
    this.cities = List.of(cities);
  }

  static Country pick(Dice dice) {
    return values()[dice.weighted(WEIGHTS)];
  }

  /** The English name, as invoices write it. */
  String title() {
    return title;
  }

  List<String> languages() {
    return languages;
  }

  List<String> cities() {
    return cities;
  }
}
