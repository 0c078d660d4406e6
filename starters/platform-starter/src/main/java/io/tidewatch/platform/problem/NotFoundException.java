package io.tidewatch.platform.problem;

/** Something that the caller named does not exist. */
public class NotFoundException extends RuntimeException {
  private final String slug;

  /**
   * @param slug the problem type's last part, for example {@code unknown-dataset}
   * @param message what was looked for and what to do next
   */
  public NotFoundException(String slug, String message) {
    super(message);
    this.slug = slug;
  }

  /** The problem type's last part. */
  public String slug() {
    return slug;
  }
}
