package io.tidewatch.platform.logging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes customer ids for logs, so that lines of one customer can be found without naming them. */
public final class Hashed {
  private Hashed() {}

  /** The first 12 hex digits of the SHA-256 of the id, or {@code none} for null. */
  public static String id(@Nullable String id) {
    if (id == null) {
      return "none";
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
