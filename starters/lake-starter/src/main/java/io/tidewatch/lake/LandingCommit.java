package io.tidewatch.lake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * One transaction that appends data files to a table and records in the table's properties that it
 * did, or does nothing.
 *
 * <p>The record is a table property because properties outlive what a snapshot's summary does not:
 * expiry after deletes and compactions. Before every attempt, retries after a lost race included,
 * the properties are read afresh and the commit is refused unless they still are what the writer
 * expects; so of two writers of the same rows one wins and the other learns it.
 */
public final class LandingCommit {
  private final Catalog catalog;
  private final TableIdentifier id;
  private final Map<String, String> set = new LinkedHashMap<>();
  private final Set<String> remove = new LinkedHashSet<>();
  private Predicate<Map<String, String>> expectation = properties -> true;

  private LandingCommit(Catalog catalog, TableIdentifier id) {
    this.catalog = catalog;
    this.id = id;
  }

  /** A commit to the table {@code namespace.name} of the lake. */
  public static LandingCommit to(Lake lake, String namespace, String name) {
    return new LandingCommit(lake.catalog(), TableIdentifier.of(namespace, name));
  }

  /** Refuses the commit unless the table's properties meet this, read when it is attempted. */
  public LandingCommit expecting(Predicate<Map<String, String>> properties) {
    this.expectation = properties;
    return this;
  }

  /** Sets a property in the same transaction. */
  public LandingCommit setting(String property, String value) {
    set.put(property, value);
    return this;
  }

  /** Removes properties in the same transaction. */
  public LandingCommit removing(Collection<String> properties) {
    remove.addAll(properties);
    return this;
  }

  /**
   * Commits.
   *
   * @return the id of the snapshot that holds the files
   * @throws ValidationException if the properties are not as expected; nothing was committed
   */
  public long append(List<DataFile> files) {
    Table table = catalog.loadTable(id);
    Transaction transaction = table.newTransaction();
    AppendFiles append = transaction.newAppend();
    files.forEach(append::appendFile);
    append.validateWith(snapshots -> asExpected()).commit();
    if (!set.isEmpty() || !remove.isEmpty()) {
      UpdateProperties properties = transaction.updateProperties();
      remove.stream().filter(p -> !set.containsKey(p)).forEach(properties::remove);
      set.forEach(properties::set);
      properties.commit();
    }
    Snapshot appended = transaction.table().currentSnapshot();
    transaction.commitTransaction();
    return snapshotOf(table, appended);
  }

  private boolean asExpected() {
    return expectation.test(catalog.loadTable(id).properties());
  }

  /** After a retry the appended snapshot has another id, so it is looked up by what it added. */
  private static long snapshotOf(Table table, Snapshot planned) {
    table.refresh();
    Snapshot current = table.currentSnapshot();
    return table.snapshot(planned.snapshotId()) != null || current == null
        ? planned.snapshotId()
        : current.snapshotId();
  }
}
