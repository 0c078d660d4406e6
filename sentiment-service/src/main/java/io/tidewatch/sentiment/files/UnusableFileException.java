package io.tidewatch.sentiment.files;

/** A file that cannot be scored at all. */
final class UnusableFileException extends RuntimeException {
  private final String slug;
  private final String field;

  /**
   * Says what is wrong.
   *
   * @param slug the problem type's last part
   * @param field of the request that has to change
   */
  UnusableFileException(String slug, String field, String message) {
    super(message);
    this.slug = slug;
    this.field = field;
  }

  String slug() {
    return slug;
  }

  String field() {
    return field;
  }
}
