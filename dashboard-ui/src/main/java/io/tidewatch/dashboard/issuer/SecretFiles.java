package io.tidewatch.dashboard.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Secrets made once and kept in files that only their owner can read. */
final class SecretFiles {
  private static final FileAttribute<?> OWNER_ONLY_DIRECTORY = permissions("rwx------");
  private static final FileAttribute<?> OWNER_ONLY_FILE = permissions("rw-------");

  private final Path directory;

  SecretFiles(Path directory) {
    this.directory = directory;
  }

  /** The kept secret of this name; made by {@code fresh} the first time. */
  String keep(String name, Supplier<String> fresh) {
    Path file = directory.resolve(name);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return create(file, fresh.get());
    } catch (IOException e) {
      throw new UncheckedIOException("secret %s cannot be read".formatted(file), e);
    }
  }

  private String create(Path file, String secret) {
    try {
      Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
      Path fresh = Files.createTempFile(directory, ".new", "", OWNER_ONLY_FILE);
      Files.writeString(fresh, secret + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "secret %s cannot be written; make the directory writable or point".formatted(file)
              + " tidewatch.data-directory elsewhere",
          e);
    }
  }

  private static FileAttribute<?> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
