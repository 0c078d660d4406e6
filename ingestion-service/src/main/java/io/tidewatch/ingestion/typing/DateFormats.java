package io.tidewatch.ingestion.typing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The date patterns that texts are written in.
 *
 * @param formats patterns beside ISO-8601, the most frequent first
 * @param timed whether any text has a time of day
 * @param unread texts that are no dates
 * @param doubts what somebody should look at
 */
record DateFormats(List<String> formats, boolean timed, long unread, List<String> doubts) {
  private static final int MOST = 4;
  private static final List<String> DAYS =
      List.of(
          "M/d/yyyy",
          "d/M/yyyy",
          "M/d/yy",
          "d/M/yy",
          "d-M-yyyy",
          "M-d-yyyy",
          "d-M-yy",
          "d.M.yyyy",
          "d.M.yy",
          "d-MMM-yy",
          "d-MMM-yyyy",
          "d MMM yyyy",
          "MMM d, yyyy",
          "MMMM d, yyyy",
          "d MMMM yyyy",
          "yyyy/M/d",
          "yyyy.M.d");
  private static final List<String> TIMES = List.of("", " H:mm", " H:mm:ss", " h:mm a");

  static DateFormats of(Collection<String> texts) {
    Dates iso = new Dates(List.of());
    List<String> left =
        texts.stream().filter(text -> !plausible(text) || iso.instant(text) == null).toList();
    boolean timed = texts.stream().anyMatch(text -> text.indexOf(':') > 0);
    List<String> chosen = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    if (left.stream().noneMatch(DateFormats::plausible)) {
      return new DateFormats(chosen, timed, left.size(), doubts);
    }
    Map<String, Dates> candidates = new LinkedHashMap<>();
    Stream.of(timed ? TIMES : List.of(""))
        .flatMap(List::stream)
        .flatMap(time -> DAYS.stream().map(day -> day + time))
        .forEach(pattern -> candidates.put(pattern, new Dates(List.of(pattern))));
    while (!left.isEmpty() && chosen.size() < MOST) {
      List<String> best = left;
      String pattern = null;
      for (Map.Entry<String, Dates> candidate : candidates.entrySet()) {
        List<String> rest = unread(left, candidate.getValue());
        if (rest.size() < best.size()) {
          best = rest;
          pattern = candidate.getKey();
        } else if (pattern != null && rest.size() == best.size() && rest.size() < left.size()) {
          doubts.add("%s would fit as well as %s".formatted(candidate.getKey(), pattern));
        }
      }
      if (pattern == null) {
        break;
      }
      chosen.add(pattern);
      left = best;
    }
    if (chosen.size() > 1) {
      doubts.add("dates are written in %d ways".formatted(chosen.size()));
    }
    return new DateFormats(chosen, timed, left.size(), List.copyOf(doubts));
  }

  private static List<String> unread(List<String> texts, Dates dates) {
    return texts.stream().filter(text -> !plausible(text) || dates.instant(text) == null).toList();
  }

  /** Whether it is worth a try: dates have digits, separators and few characters. */
  private static boolean plausible(String text) {
    return text.length() >= 6
        && text.length() <= 40
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().anyMatch(c -> c == '/' || c == '-' || c == '.' || c == ' ');
  }
}
