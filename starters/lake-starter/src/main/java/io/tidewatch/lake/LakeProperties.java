package io.tidewatch.lake;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the lake is.
 *
 * @param warehouse root of all tables and of {@code landing/}: {@code file:/...} or {@code
 *     gs://...}
 * @param catalog the catalogue's database
 * @param datasets resource patterns of data-set descriptions; later ones replace earlier ones
 * @param properties further Iceberg catalogue properties, for example {@code gcs.project-id}
 */
@Validated
@ConfigurationProperties("tidewatch.lake")
public record LakeProperties(
    @NotBlank @DefaultValue("file:./data/lake") String warehouse,
    @Valid @DefaultValue Catalog catalog,
    @DefaultValue("classpath*:datasets/*.yaml") List<String> datasets,
    @DefaultValue Map<String, String> properties) {

  /**
   * @param uri JDBC address of the catalogue
   */
  public record Catalog(
      @NotBlank @DefaultValue("jdbc:postgresql://localhost:5432/tidewatch?currentSchema=lake")
          String uri,
      @DefaultValue("lake") String user,
      @DefaultValue("") String password) {}

  public LakeProperties {
    if (warehouse.startsWith("file:.")) {
      // a relative address has no meaning for Hadoop's file system
      warehouse =
          Path.of(warehouse.substring("file:".length()))
              .toAbsolutePath()
              .normalize()
              .toUri()
              .toString();
    }
  }

  /** The properties that any engine needs to open the same catalogue. */
  public Map<String, String> catalogProperties() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("uri", catalog.uri());
    all.put("jdbc.user", catalog.user());
    all.put("jdbc.password", catalog.password());
    all.put("jdbc.schema-version", "V1");
    all.put("warehouse", warehouse);
    all.put(
        "io-impl",
        warehouse.startsWith("gs://")
            ? "org.apache.iceberg.gcp.gcs.GCSFileIO"
            : "org.apache.iceberg.hadoop.HadoopFileIO");
    all.putAll(properties);
    return all;
  }
}
