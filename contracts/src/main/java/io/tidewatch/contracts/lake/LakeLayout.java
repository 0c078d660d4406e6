package io.tidewatch.contracts.lake;

import java.util.List;

/** Where things are in the lake: Iceberg namespaces, their tables, and the landing folder. */
public final class LakeLayout {
  /** The catalogue's name, the same for every engine: the tables are registered under it. */
  public static final String CATALOG = "lake";

  public static final String RAW = "raw";
  public static final String PROCESSED = "processed";
  public static final String CURATED = "curated";
  public static final String QUARANTINE = "quarantine";

  /** All namespaces, in the order of the data's walk. */
  public static final List<String> NAMESPACES = List.of(RAW, PROCESSED, CURATED, QUARANTINE);

  /** Folder under the warehouse that keeps each uploaded file as it was received. */
  public static final String LANDING = "landing";

  private LakeLayout() {}

  /** The place of a received file: {@code landing/<dataset>/<sha256>/<file name>}. */
  public static String landingPath(String dataset, String sha256, String fileName) {
    return LANDING + "/" + dataset + "/" + sha256 + "/" + fileName;
  }
}
