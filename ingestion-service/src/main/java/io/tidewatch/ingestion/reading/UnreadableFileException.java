package io.tidewatch.ingestion.reading;

import org.jspecify.annotations.Nullable;

/** A file as a whole cannot be read as what it should be; reading it again changes nothing. */
public class UnreadableFileException extends RuntimeException {
  private final String slug;
  private final @Nullable Long line;

  /**
   * @param slug the problem type's last part, for example {@code malformed-json}
   * @param message what is wrong and what to do next
   */
  public UnreadableFileException(String slug, String message) {
    this(slug, message, null);
  }

  /**
   * @param line where it is wrong, counted from 1; null if it is the whole file
   */
  public UnreadableFileException(String slug, String message, @Nullable Long line) {
    super(message);
    this.slug = slug;
    this.line = line;
  }

  /** The problem type's last part. */
  public String slug() {
    return slug;
  }

  /** Where the file is wrong, counted from 1; null if it is the whole file. */
  public @Nullable Long line() {
    return line;
  }
}
