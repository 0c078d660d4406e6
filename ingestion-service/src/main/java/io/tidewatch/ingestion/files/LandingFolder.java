package io.tidewatch.ingestion.files;

import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.ingestion.reading.FileContent;
import io.tidewatch.lake.Lake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Keeps every received file as it came, named by its checksum. */
@Component
class LandingFolder {
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final Lake lake;
  private final FileProperties properties;
  private final @Nullable Path local;
  private final Path work;

  LandingFolder(Lake lake, FileProperties properties) throws IOException {
    this.lake = lake;
    this.properties = properties;
    this.local = onDisk(lake.location(LakeLayout.LANDING));
    Path wanted = properties.workFolder();
    if (wanted == null) {
      wanted =
          local == null
              ? Path.of(System.getProperty("java.io.tmpdir"), "tidewatch-incoming")
              : local.resolve(".incoming");
    }
    this.work = Files.createDirectories(wanted);
    removeLeftovers();
  }

  /** Uploads that a crash cut off. */
  private void removeLeftovers() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(LEFTOVER_AGE));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(work, "upload-*.part")) {
      for (Path path : left) {
        if (Files.getLastModifiedTime(path).compareTo(old) < 0) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /**
   * A file that has arrived but is not kept yet.
   *
   * @param path where it is now; it is deleted by {@link #close} unless it was kept
   */
  record Arrived(Path path, String name, String checksum, long bytes)
      implements FileContent, AutoCloseable {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public Path onDisk() {
      return path;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /** Where temporary files may go. */
  Path workFolder() {
    return work;
  }

  /**
   * Writes a stream to a temporary file and digests it.
   *
   * @param announced how many bytes the sender says there are; below 0 if it does not say
   */
  Arrived receive(String name, InputStream in, long announced) throws IOException {
    refuseIfTooLarge(announced);
    if (announced > Files.getFileStore(work).getUsableSpace() - properties.spareSpace().toBytes()) {
      throw new FileRefusedException(
          HttpStatus.INSUFFICIENT_STORAGE,
          "insufficient-storage",
          "The disk has not enough room for this file; free some and send it again.");
    }
    Path path = Files.createTempFile(work, "upload-", ".part");
    try {
      MessageDigest digest = sha256();
      long bytes = copy(new DigestInputStream(in, digest), path);
      return new Arrived(path, name, HexFormat.of().formatHex(digest.digest()), bytes);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private long copy(InputStream in, Path path) throws IOException {
    byte[] buffer = new byte[128 << 10];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(path)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        bytes += read;
        refuseIfTooLarge(bytes);
        write(out, buffer, read);
      }
    }
    return bytes;
  }

  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new FileRefusedException(
          HttpStatus.INSUFFICIENT_STORAGE,
          "insufficient-storage",
          "The file could not be written to disk: " + e.getMessage() + ".");
    }
  }

  private void refuseIfTooLarge(long bytes) {
    if (bytes > properties.maxSize().toBytes()) {
      throw new FileRefusedException(
          HttpStatus.CONTENT_TOO_LARGE,
          "file-too-large",
          "A file may have at most %s; split it, or raise tidewatch.ingestion.files.max-size."
              .formatted(properties.maxSize()));
    }
  }

  /** Keeps an arrived file; on disk before this returns. Returns where it is. */
  String keep(String dataset, Arrived file) throws IOException {
    String path = LakeLayout.landingPath(dataset, file.checksum(), safe(file.name()));
    String location = lake.location(path);
    Path target = onDisk(location);
    if (target == null) {
      upload(file, location);
    } else {
      Files.createDirectories(target.getParent());
      try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(file.path(), target, StandardCopyOption.REPLACE_EXISTING);
    }
    return location;
  }

  private void upload(Arrived file, String location) throws IOException {
    OutputFile target = lake.files().newOutputFile(location);
    try (InputStream in = file.open();
        OutputStream out = target.createOrOverwrite()) {
      in.transferTo(out);
    }
  }

  /** The content of a kept file. */
  FileContent content(String location, String name) {
    Path path = onDisk(location);
    return new FileContent() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public InputStream open() throws IOException {
        return path == null
            ? lake.files().newInputFile(location).newStream()
            : Files.newInputStream(path);
      }

      @Override
      public Path onDisk() throws IOException {
        if (path != null) {
          return path;
        }
        Path copy = Files.createTempFile(work, "workbook-", ".xlsx");
        copy.toFile().deleteOnExit();
        try (InputStream in = open()) {
          Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
      }
    };
  }

  /** A name without folders and without characters that a file system or a bucket may not like. */
  private static String safe(String name) {
    String cleaned = name.replaceAll("[^\\p{L}\\p{N}._ ()+-]", "_").replaceAll("^\\.+", "_");
    return cleaned.isBlank()
        ? "file"
        : cleaned.length() > 150 ? cleaned.substring(cleaned.length() - 150) : cleaned;
  }

  private static @Nullable Path onDisk(String location) {
    return location.startsWith("file:")
        ? Path.of(URI.create(location.replace(" ", "%20")).getPath())
        : null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
