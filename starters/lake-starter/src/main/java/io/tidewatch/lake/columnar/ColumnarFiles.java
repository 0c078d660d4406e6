package io.tidewatch.lake.columnar;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Makes data files of flat tables, written column by column.
 *
 * <p>Iceberg's own writer hands every value through half a dozen objects and looks texts up by
 * their bytes, whether or not a column's value is that of the row before. Here a batch of rows is
 * kept and then written one column after the other, in loops that do nothing else; dictionaries,
 * bounds and definition levels are made a page at a time. Pages, compression, checksums, footer and
 * metrics are those of parquet-java and Iceberg, and so are the limits of pages and row groups.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Apache Parquet, file format</a>
 */
public final class ColumnarFiles implements FileWriterFactory<Record> {
  private static final Set<Type.TypeID> TYPES =
      EnumSet.of(
          Type.TypeID.STRING,
          Type.TypeID.BOOLEAN,
          Type.TypeID.INTEGER,
          Type.TypeID.LONG,
          Type.TypeID.DOUBLE,
          Type.TypeID.DATE,
          Type.TypeID.TIMESTAMP);

  /** Beginnings of properties that change files in ways that are not known here. */
  private static final List<String> LEFT_TO_ICEBERG =
      List.of("write.parquet.bloom-filter", "write.parquet.page-", "encryption.");

  private final Schema schema;
  private final MetricsConfig metrics;
  private final CompressionCodecName codec;
  private final Configuration configuration = new Configuration(false);
  private final Limits limits;

  /**
   * @param rowGroupBytes what a row group may take up in memory
   * @param dictionaryBytes a column whose distinct values take more is written plainly
   */
  public ColumnarFiles(Table table, long rowGroupBytes, int dictionaryBytes) {
    Map<String, String> properties = table.properties();
    this.schema = table.schema();
    this.metrics = MetricsConfig.forTable(table);
    this.codec = codec(properties);
    String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    if (level != null) {
      configuration.set("parquet.compression.codec.zstd.level", level);
    }
    this.limits = new Limits(rowGroupBytes, dictionaryBytes);
  }

  /**
   * Whether the table is flat, of types that are known here, and does not ask for what only
   * Iceberg's own writer does.
   */
  public static boolean canWrite(Table table) {
    return table.schema().columns().stream().allMatch(ColumnarFiles::canWrite)
        && table.properties().keySet().stream()
            .noneMatch(key -> LEFT_TO_ICEBERG.stream().anyMatch(key::startsWith))
        && Set.of(CompressionCodecName.ZSTD, CompressionCodecName.UNCOMPRESSED)
            .contains(codec(table.properties()));
  }

  private static boolean canWrite(Types.NestedField column) {
    Type type = column.type();
    return TYPES.contains(type.typeId())
        && (type.typeId() != Type.TypeID.TIMESTAMP
            || ((Types.TimestampType) type).shouldAdjustToUTC());
  }

  private static CompressionCodecName codec(Map<String, String> properties) {
    return CompressionCodecName.fromConf(
        properties
            .getOrDefault(
                TableProperties.PARQUET_COMPRESSION, TableProperties.PARQUET_COMPRESSION_DEFAULT)
            .toUpperCase(Locale.ROOT));
  }

  @Override
  public DataWriter<Record> newDataWriter(
      EncryptedOutputFile file, PartitionSpec spec, @Nullable StructLike partition) {
    return new DataWriter<>(
        new ColumnarFile(
            file.encryptingOutputFile(), schema, metrics, codec, configuration, limits),
        FileFormat.PARQUET,
        file.encryptingOutputFile().location(),
        spec,
        partition,
        file.keyMetadata());
  }

  @Override
  public EqualityDeleteWriter<Record> newEqualityDeleteWriter(
      EncryptedOutputFile file, PartitionSpec spec, @Nullable StructLike partition) {
    throw new UnsupportedOperationException("only data files are written");
  }

  @Override
  public PositionDeleteWriter<Record> newPositionDeleteWriter(
      EncryptedOutputFile file, PartitionSpec spec, @Nullable StructLike partition) {
    throw new UnsupportedOperationException("only data files are written");
  }
}
