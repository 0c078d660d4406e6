package io.tidewatch.ingestion.typing;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 128-bit digests of rows. Those that are stored are the first half of a SHA-256. Those that tell
 * duplicates within a run are XXH3 (Collet 2020), which is ten times faster: of a billion rows, two
 * different ones have the same with a probability of 1e-21. Whoever makes such a pair on purpose
 * takes a row from their own file.
 */
public final class RowHash {
  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(RowHash::sha);
  private static final ThreadLocal<HashStream128> XXH3 =
      ThreadLocal.withInitial(() -> Hashing.xxh3_128().hashStream());

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
    return key(XXH3.get().reset().putString(source).putLong(position));
  }

  /** The digest of an event's id. */
  public static Key id(String id) {
    return key(XXH3.get().reset().putString(id));
  }

  static Key key(@Nullable Object[] row, int[] columns) {
    HashStream128 hash = XXH3.get().reset();
    for (int column : columns) {
      put(hash, row[column]);
    }
    return key(hash);
  }

  private static Key key(HashStream128 hash) {
    HashValue128 value = hash.get();
    return new Key(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /** A kind, then the value; texts end with their length, which keeps them apart. */
  private static void put(HashStream128 hash, @Nullable Object value) {
    switch (value) {
      case null -> hash.putByte((byte) 0);
      case String text -> hash.putByte((byte) 1).putString(text);
      case Long whole -> hash.putByte((byte) 2).putLong(whole);
      case Integer whole -> hash.putByte((byte) 2).putLong(whole);
      case Double number -> hash.putByte((byte) 3).putDouble(number);
      case OffsetDateTime time ->
          hash.putByte((byte) 4).putLong(time.toEpochSecond()).putInt(time.getNano());
      case LocalDate day -> hash.putByte((byte) 5).putLong(day.toEpochDay());
      default -> hash.putByte((byte) 6).putString(value.toString());
    }
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
