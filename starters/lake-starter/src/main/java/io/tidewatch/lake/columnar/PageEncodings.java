package io.tidewatch.lake.columnar;

import org.apache.parquet.column.Encoding;

/** How pages name their encodings: as parquet-java does in data pages of version 1. */
@SuppressWarnings("deprecation") // deprecated for pages of version 2, which not every reader knows
final class PageEncodings {
  static final Encoding PLAIN = Encoding.PLAIN;
  static final Encoding DICTIONARY = Encoding.PLAIN_DICTIONARY;
  static final Encoding LEVELS = Encoding.RLE;
  static final Encoding NO_LEVELS = Encoding.BIT_PACKED;

  private PageEncodings() {}
}
