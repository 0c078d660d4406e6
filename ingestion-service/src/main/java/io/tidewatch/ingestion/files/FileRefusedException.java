package io.tidewatch.ingestion.files;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An upload is not taken; nothing of it is kept. */
public final class FileRefusedException extends RuntimeException {
  private final HttpStatus status;
  private final String slug;
  private final @Nullable Long line;

  FileRefusedException(HttpStatus status, String slug, String message, @Nullable Long line) {
    super(message);
    this.status = status;
    this.slug = slug;
    this.line = line;
  }

  FileRefusedException(HttpStatus status, String slug, String message) {
    this(status, slug, message, null);
  }

  HttpStatus status() {
    return status;
  }

  String slug() {
    return slug;
  }

  @Nullable Long line() {
    return line;
  }
}
