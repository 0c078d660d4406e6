package io.tidewatch.lake;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.lake.dataset.DataSet;
import java.io.Closeable;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The lake's tables, without an engine: made, evolved, loaded.
 *
 * <p>The catalogue opens on first use, so that a service starts while the database is still down.
 */
public final class Lake implements Closeable {
  private final LakeProperties properties;
  private volatile @Nullable JdbcCatalog catalog;
  private volatile @Nullable FileIO files;

  public Lake(LakeProperties properties) {
    this.properties = properties;
  }

  /** The raw table of a data set, made or evolved so that it has every described column. */
  public Table raw(DataSet dataSet) {
    TableIdentifier id = id(LakeLayout.RAW, dataSet.name());
    Table table = tableOrNew(id, TableSchemas.raw(dataSet), TableSchemas.rawPartitions(dataSet));
    return TableSchemas.evolve(table, TableSchemas.raw(dataSet));
  }

  /** The table of rejected rows of a data set. */
  public Table quarantine(DataSet dataSet) {
    return tableOrNew(
        id(LakeLayout.QUARANTINE, dataSet.name()),
        TableSchemas.QUARANTINE,
        PartitionSpec.unpartitioned());
  }

  /** The table of this name, if it has been made. */
  public Optional<Table> table(String namespace, String name) {
    TableIdentifier id = id(namespace, name);
    return catalog().tableExists(id) ? Optional.of(catalog().loadTable(id)) : Optional.empty();
  }

  /** The table of this name, made with this schema if it does not exist yet. */
  public Table tableOrNew(TableIdentifier id, Schema schema, PartitionSpec partitions) {
    JdbcCatalog open = catalog();
    if (open.tableExists(id)) {
      return open.loadTable(id);
    }
    try {
      return open.buildTable(id, schema)
          .withPartitionSpec(partitions)
          .withProperties(
              Map.of(
                  TableProperties.FORMAT_VERSION, "2",
                  TableProperties.PARQUET_COMPRESSION, "zstd",
                  TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
                  TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20"))
          .create();
    } catch (AlreadyExistsException lostRace) {
      return open.loadTable(id);
    }
  }

  /** The catalogue behind the lake, opened on first use, with all namespaces made. */
  public JdbcCatalog catalog() {
    JdbcCatalog open = catalog;
    if (open == null) {
      synchronized (this) {
        open = catalog;
        if (open == null) {
          open = open();
          catalog = open;
        }
      }
    }
    return open;
  }

  /** Files of the lake outside tables, such as {@code landing/}. */
  public FileIO files() {
    FileIO open = files;
    if (open == null) {
      synchronized (this) {
        open = files;
        if (open == null) {
          open = LakeFiles.of(properties.catalogProperties());
          files = open;
        }
      }
    }
    return open;
  }

  /** The full address of a path in the warehouse. */
  public String location(String path) {
    String root = properties.warehouse();
    return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + "/" + path;
  }

  private JdbcCatalog open() {
    JdbcCatalog opened = new JdbcCatalog();
    opened.initialize(LakeLayout.CATALOG, properties.catalogProperties());
    for (String name : LakeLayout.NAMESPACES) {
      Namespace namespace = Namespace.of(name);
      if (!opened.namespaceExists(namespace)) {
        try {
          opened.createNamespace(namespace);
        } catch (AlreadyExistsException lostRace) {
          continue; // another service has made it
        }
      }
    }
    return opened;
  }

  private static TableIdentifier id(String namespace, String name) {
    return TableIdentifier.of(namespace, name);
  }

  @Override
  public void close() {
    JdbcCatalog open = catalog;
    if (open != null) {
      open.close();
    }
    FileIO opened = files;
    if (opened != null) {
      opened.close();
    }
  }
}
