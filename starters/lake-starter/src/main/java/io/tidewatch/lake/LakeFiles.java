package io.tidewatch.lake;

import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.io.FileIO;

/** Opens the FileIO that the catalogue's properties name. */
final class LakeFiles {
  private LakeFiles() {}

  static FileIO of(Map<String, String> properties) {
    String type = properties.get("io-impl");
    if (type == null) {
      throw new IllegalStateException("catalogue property io-impl is missing");
    }
    return CatalogUtil.loadFileIO(type, properties, new org.apache.hadoop.conf.Configuration());
  }
}
