package io.tidewatch.ingestion.typing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 128-bit digests of rows: the first half of a SHA-256, so that they never collide in practice. */
public final class RowHash {
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(RowHash::sha);

  private RowHash() {}

  /** The digest of a row's key. */
  public record Key(long high, long low) {}

  /** 32 hex digits that depend on the row's values and its position in the file. */
  static String of(long position, @Nullable Object[] row) {
    MessageDigest sha = SHA_256.get();
    sha.update(ByteBuffer.allocate(8).putLong(0, position));
    for (Object value : row) {
      update(sha, value);
    }
    return HexFormat.of().formatHex(sha.digest(), 0, 16);
  }

  /** The digest of a record's place: file or topic, and position in it. */
  public static Key place(String source, long position) {
    return key(new Object[] {source, position}, new int[] {0, 1});
  }

  static Key key(@Nullable Object[] row, int[] columns) {
    MessageDigest sha = SHA_256.get();
    for (int column : columns) {
      update(sha, row[column]);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha.digest());
    return new Key(digest.getLong(), digest.getLong());
  }

  private static void update(MessageDigest sha, @Nullable Object value) {
    if (value == null) {
      sha.update((byte) 0);
      return;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    sha.update((byte) 1);
    // the length keeps ("ab", "c") and ("a", "bc") apart
    sha.update((byte) (bytes.length >>> 16));
    sha.update((byte) (bytes.length >>> 8));
    sha.update((byte) bytes.length);
    sha.update(bytes);
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
