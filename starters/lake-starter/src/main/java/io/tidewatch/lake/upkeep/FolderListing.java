package io.tidewatch.lake.upkeep;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Every file in a table's folder, by a path that is the same however the address was written. */
final class FolderListing {
  private static final String LOCAL = "file:";

  private FolderListing() {}

  static Map<String, FileInfo> of(Table table) throws IOException {
    Map<String, FileInfo> files = new HashMap<>();
    if (table.location().startsWith(LOCAL)) {
      listLocal(Path.of(path(table.location())), files);
    } else {
      ((SupportsPrefixOperations) table.io())
          .listPrefix(table.location() + "/")
          .forEach(file -> files.put(path(file.location()), file));
    }
    return files;
  }

  /** The same file has one path, whether a slash or three follow the scheme. */
  static String path(String location) {
    return location.startsWith(LOCAL)
        ? URI.create(location.replace(" ", "%20")).getPath()
        : location;
  }

  /** Hadoop's own listing starts a process a file and dies of files that vanish meanwhile. */
  private static void listLocal(Path folder, Map<String, FileInfo> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.getFileName().toString().endsWith(".crc")) { // goes with its file
              files.put(
                  file.toString(),
                  new FileInfo(
                      file.toUri().toString(),
                      attributes.size(),
                      attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
