package io.tidewatch.lake.upkeep;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;

/**
 * Finds files in a table's folder that no snapshot knows: writers that died have left them.
 *
 * <p>A file that is being written is in no snapshot yet, so only files of some age count; the age
 * must be more than any commit takes. The folder is listed before the snapshots are read: a file
 * that is committed in between is known.
 */
public final class Orphans {
  private Orphans() {}

  /** How many files were removed, and what they had. */
  public record Outcome(int files, long bytes) {}

  /**
   * Removes files that are older than this and belong to no snapshot.
   *
   * @throws IllegalStateException if a file of the present snapshot is not in the folder: then
   *     listing and table do not speak of the same files, and nothing is removed
   */
  public static Outcome remove(Table table, Instant olderThan) throws IOException {
    Map<String, FileInfo> listed = FolderListing.of(table);
    table.refresh();
    Set<String> known = known(table);
    List<FileInfo> orphans = new ArrayList<>();
    listed.forEach(
        (path, file) -> {
          if (!known.contains(path) && file.createdAtMillis() < olderThan.toEpochMilli()) {
            orphans.add(file);
          }
        });
    if (!orphans.isEmpty()) {
      refuseIfFilesSeemMissing(table, listed.keySet());
      CatalogUtil.deleteFiles(
          table.io(), orphans.stream().map(FileInfo::location).toList(), "orphan", true);
    }
    return new Outcome(orphans.size(), orphans.stream().mapToLong(FileInfo::size).sum());
  }

  private static Set<String> known(Table table) throws IOException {
    Set<String> known = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, false)
        .forEach(f -> known.add(FolderListing.path(f)));
    ReachableFileUtil.manifestListLocations(table).forEach(f -> known.add(FolderListing.path(f)));
    ReachableFileUtil.statisticsFilesLocations(table)
        .forEach(f -> known.add(FolderListing.path(f)));
    known.add(FolderListing.path(ReachableFileUtil.versionHintLocation(table)));
    Set<String> read = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (!read.add(manifest.path())) {
          continue;
        }
        known.add(FolderListing.path(manifest.path()));
        if (manifest.content() == org.apache.iceberg.ManifestContent.DATA) {
          try (CloseableIterable<String> files =
              ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            files.forEach(f -> known.add(FolderListing.path(f)));
          }
        } else {
          try (var deletes =
              ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
            deletes.forEach(f -> known.add(FolderListing.path(f.location())));
          }
        }
      }
    }
    return known;
  }

  private static void refuseIfFilesSeemMissing(Table table, Set<String> listed) throws IOException {
    String folder = FolderListing.path(table.location()) + "/";
    try (CloseableIterable<FileScanTask> live = table.newScan().planFiles()) {
      for (FileScanTask task : live) {
        String file = FolderListing.path(task.file().location());
        if (file.startsWith(folder)
            && !listed.contains(file)
            && !table.io().newInputFile(task.file().location()).exists()) {
          throw new IllegalStateException(
              "%s is in table %s but not in its folder; no orphan was removed"
                  .formatted(task.file().location(), table.name()));
        }
      }
    }
  }
}
