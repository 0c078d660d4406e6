package io.tidewatch.launcher.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Passwords made once and kept in files that only their owner can read. */
public final class Secrets {
  /** Letters and digits that nobody mixes up when typing. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 20;

  private final SecureRandom random = new SecureRandom();
  private final Path directory;

  public Secrets(Path directory) {
    this.directory = directory;
  }

  /** The password of the PostgreSQL role. */
  public String databaseRole(String role) {
    return get("postgres-" + role);
  }

  /** The password of the dashboard's first user, {@code admin}. */
  public String adminPassword() {
    return get("dashboard-admin");
  }

  /** The secret of the OAuth2 client {@code tidewatch-cli}. */
  public String cliSecret() {
    return get("client-tidewatch-cli");
  }

  private synchronized String get(String name) {
    Path file = directory.resolve(name);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return create(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String create(Path file) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path fresh =
          Files.createTempFile(
              directory,
              ".new",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, secret + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return secret.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
