package io.tidewatch.endtoend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One token a role for the whole test run; they live longer than it. */
final class Tokens {
  private static final Map<String, String> BY_ROLE = new ConcurrentHashMap<>();

  private Tokens() {}

  static String of(String role) {
    return BY_ROLE.computeIfAbsent(role, Platform::token);
  }
}
