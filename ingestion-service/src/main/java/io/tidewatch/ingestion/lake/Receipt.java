package io.tidewatch.ingestion.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the erasure of a customer did; the customer is named by a digest, so that the receipt may be
 * kept.
 *
 * @param tables every table that was looked through
 * @param landingFiles received files that still hold rows of the customer, by checksum: they are
 *     kept as they came until somebody removes them
 * @param notCovered where the customer may still be, and what becomes of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(
    String customerSha256,
    String requestedBy,
    Instant requestedAt,
    Instant completedAt,
    boolean complete,
    List<Part> tables,
    List<String> topics,
    List<String> landingFiles,
    List<String> notCovered) {

  /**
   * A table.
   *
   * @param snapshotId the first snapshot without the rows; null if there were none
   * @param expiredSnapshots old states that were dropped because they held the rows
   * @param failure why the rows could not be erased; null if they could
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(
      String table,
      long rows,
      int files,
      @Nullable Long snapshotId,
      int expiredSnapshots,
      @Nullable String failure) {}

  /** The part of a later try, with what this one has done to the same table. */
  Part with(Part later) {
    return tables.stream()
        .filter(part -> part.table().equals(later.table()))
        .findFirst()
        .map(
            part ->
                new Part(
                    part.table(),
                    part.rows() + later.rows(),
                    part.files() + later.files(),
                    later.snapshotId() == null ? part.snapshotId() : later.snapshotId(),
                    part.expiredSnapshots() + later.expiredSnapshots(),
                    later.failure()))
        .orElse(later);
  }

  /** The digest that names a customer. */
  static String digest(String customerId) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(customerId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
