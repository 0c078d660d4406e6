package io.tidewatch.sentiment.files;

import java.util.Locale;
import java.util.Optional;

/** The formats that are read. */
enum FileFormat {
  CSV,
  TSV,
  JSONL;

  /** Returns the format that the file's name ends in. */
  static Optional<FileFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    if (name.endsWith(".tsv")) {
      return Optional.of(TSV);
    }
    return name.endsWith(".jsonl") || name.endsWith(".ndjson")
        ? Optional.of(JSONL)
        : Optional.empty();
  }

  boolean delimited() {
    return this != JSONL;
  }

  char separator() {
    return this == TSV ? '\t' : ',';
  }
}
